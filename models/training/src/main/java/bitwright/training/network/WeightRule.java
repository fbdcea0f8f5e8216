package bitwright.training.network;

import bitwright.training.grid.Grid;
import bitwright.training.grid.WeightScale;

/**
 * How the weights of a network are quantized.
 *
 * @param grid their values at scale 1
 * @param scale where their scale comes from
 * @param clip where the grid ends, in root mean squares of the weights; unused without a scale
 */
public record WeightRule(Grid grid, WeightScale scale, double clip) {}
