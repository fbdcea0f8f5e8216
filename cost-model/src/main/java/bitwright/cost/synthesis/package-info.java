/** Synthesis by Yosys, to be set against the estimate. */
package bitwright.cost.synthesis;
