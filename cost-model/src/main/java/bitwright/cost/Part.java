package bitwright.cost;

/**
 * One unit of a layer and its share of the cost.
 *
 * @param name the unit, for example {@code "weight memory"}
 * @param resources all copies of it together
 */
public record Part(String name, Resources resources) {}
