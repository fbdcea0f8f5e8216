/**
 * The structural plan of an accelerator: folds, widths, depths and cycle counts, derived once from
 * the network and read by the hardware generator, the cost model and the simulator alike.
 */
package bitwright.arith.plan;
