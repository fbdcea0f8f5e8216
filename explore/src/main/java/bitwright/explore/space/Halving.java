package bitwright.explore.space;

import java.util.OptionalDouble;

/**
 * Few images first, all images for what promises.
 *
 * @param first images of the first round
 * @param keep the share of candidates that sees all images, those nearest to the front; empty for
 *     all that may still reach the front, given the interval of their accuracy
 */
public record Halving(int first, OptionalDouble keep) {}
