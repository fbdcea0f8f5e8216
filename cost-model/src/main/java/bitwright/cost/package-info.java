/**
 * What an accelerator costs on a device, and how fast it runs there: an analytic estimate from the
 * structural plan that the generator builds from.
 */
package bitwright.cost;
