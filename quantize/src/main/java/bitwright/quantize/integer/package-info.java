/** Single linear layers on integers, taken out of graphs that are not imported as a whole. */
package bitwright.quantize.integer;
