/**
 * The handshakes of an accelerator, cycle by cycle and without its data: when beats pass, not what
 * they carry.
 */
package bitwright.arith.flow;
