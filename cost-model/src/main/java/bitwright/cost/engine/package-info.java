/**
 * Costs of the engines: the units of which every accelerator is made, whatever its arithmetic. All
 * widths, depths and contents come from the plan that the generator builds from.
 */
package bitwright.cost.engine;
