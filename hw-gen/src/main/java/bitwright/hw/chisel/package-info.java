/**
 * A small hardware description language in Java, carried by Chisel and firtool.
 *
 * <p>A module is a class extending {@link bitwright.hw.chisel.Circuit}: its constructor declares
 * ports, state and logic in reading order. Signals are {@link bitwright.hw.chisel.Bits}, {@link
 * bitwright.hw.chisel.Signed} and {@link bitwright.hw.chisel.Flag}; every operation states the
 * width of its result and none loses a bit unless its name says so. Free functions on signals
 * (registers, choices, tables) live in {@link bitwright.hw.chisel.Logic}. {@link
 * bitwright.hw.chisel.Elaboration} turns a circuit into one SystemVerilog text per module.
 *
 * <p>This is the only package that knows Chisel, and no Chisel type appears in its public
 * signatures.
 */
package bitwright.hw.chisel;
