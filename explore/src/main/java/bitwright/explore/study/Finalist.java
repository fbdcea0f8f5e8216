package bitwright.explore.study;

/**
 * What was measured on a point of the front: the generated accelerator, simulated and synthesized.
 *
 * @param simulator name and version
 * @param vectors images that went through the accelerator
 * @param compared output codes that were compared with the golden model, of every layer
 * @param mismatches how many differed
 * @param cycles cycles per inference, as simulated
 * @param synthesizer name and version
 * @param lut look-up tables after synthesis
 * @param ff flip-flops after synthesis
 * @param carry carry cells after synthesis
 * @param bram36 block memories of 36 Kbit after synthesis
 * @param dsp DSP slices after synthesis
 */
public record Finalist(
    String simulator,
    int vectors,
    long compared,
    long mismatches,
    int cycles,
    String synthesizer,
    int lut,
    int ff,
    int carry,
    double bram36,
    int dsp) {}
