/** Bit allocation: formats layer by layer, chosen by an integer program under the cost model. */
package bitwright.explore.allocate;
