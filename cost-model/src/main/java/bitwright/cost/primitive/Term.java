package bitwright.cost.primitive;

/**
 * A share of a primitive's LUTs that one correction applies to.
 *
 * @param name what these LUTs do, for example {@code "rows"}
 * @param count how many the structure has; it may be negative where the term takes back what
 *     another counted too much
 */
public record Term(String name, double count) {}
