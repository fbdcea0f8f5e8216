/** From signals and constants to weight codes, layers and the network. */
package bitwright.quantize.build;
