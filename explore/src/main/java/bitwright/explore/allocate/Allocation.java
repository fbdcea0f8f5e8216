package bitwright.explore.allocate;

import bitwright.quantize.ptq.QuantizationSpec;

/**
 * Formats layer by layer.
 *
 * @param quantization the specification with them, to be run as any other
 * @param importance how harm was told
 * @param divergence of the network as quantized from the float one, in nats, on the images that it
 *     was calibrated on
 * @param predictedDivergence what the sum over layers promised
 * @param lut look-up tables of the cost model
 * @param predictedLut what the pairwise price model promised
 * @param bram36 block memories of 36 Kbit
 * @param dsp DSP slices
 * @param framesPerSecond at the estimated clock
 * @param rounds how often losses were measured and the program solved
 */
public record Allocation(
    QuantizationSpec quantization,
    Importance importance,
    double divergence,
    double predictedDivergence,
    double lut,
    double predictedLut,
    double bram36,
    double dsp,
    long framesPerSecond,
    int rounds) {}
