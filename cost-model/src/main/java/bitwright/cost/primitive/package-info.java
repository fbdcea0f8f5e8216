/**
 * Formulas for the building blocks of accelerators on 7-series devices (LUT6, CARRY4, RAMB18E1), as
 * Yosys 0.23 maps them with {@code synth_xilinx -family xc7 -noiopad -noclkbuf -flatten -nodsp
 * -nowidelut}: one class per block, each formula with its derivation.
 */
package bitwright.cost.primitive;
