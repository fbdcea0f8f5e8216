/** What the quantizers of a graph mean, whatever operator spells them. */
package bitwright.quantize.spec;
