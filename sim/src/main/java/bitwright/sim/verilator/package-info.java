/**
 * Verilator: builds of shared libraries, cached by content, and their use through JNA.
 *
 * <p>This is the only package that knows JNA.
 */
package bitwright.sim.verilator;
