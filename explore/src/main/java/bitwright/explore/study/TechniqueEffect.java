package bitwright.explore.study;

import bitwright.explore.statistics.Paired;

/**
 * What a technique changes, all else being equal.
 *
 * @param model the float network's short name
 * @param technique its name
 * @param scope which points were compared: {@code 4 bits}, or {@code all}
 * @param points pairs of points with and without the technique
 * @param paired the images of all pairs: better are those that only the technique gets right
 */
public record TechniqueEffect(
    String model, String technique, String scope, int points, Paired paired) {}
