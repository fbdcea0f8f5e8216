package bitwright.architecture.planted;

import bitwright.sim.Simulator;
import chisel3.Data;
import com.sun.jna.Pointer;

/**
 * Breaks three rules on purpose.
 *
 * @param data a Chisel type outside the facade
 * @param pointer a JNA type outside the simulator
 * @param simulator a module that this one must not know
 */
public record KnowsEverything(Data data, Pointer pointer, Simulator simulator) {}
