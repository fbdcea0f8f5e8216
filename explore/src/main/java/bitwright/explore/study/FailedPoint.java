package bitwright.explore.study;

import bitwright.quantize.ptq.QuantizationSpec;

/**
 * A candidate that cannot be built.
 *
 * @param model the float network's short name
 * @param quantization how it was to be quantized
 * @param reason why not, in one sentence
 */
public record FailedPoint(String model, QuantizationSpec quantization, String reason) {}
