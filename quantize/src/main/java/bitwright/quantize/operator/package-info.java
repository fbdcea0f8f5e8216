/** What each operator of the graph does to constants, shapes and signals. */
package bitwright.quantize.operator;
