/** Icarus Verilog: a generated test bench with the same stimuli and the same checks. */
package bitwright.sim.icarus;
