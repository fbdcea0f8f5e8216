/**
 * Netlists of the cells of a Xilinx fabric: look-up tables, carry chains and flip-flops.
 *
 * <p>A netlist is built once, from the plan of a unit alone. The hardware prints it and the cost
 * model counts it, so a count is exact because both look at the same object.
 */
package bitwright.arith.fabric;
