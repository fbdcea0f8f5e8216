package bitwright.cost;

/**
 * A resource of which the device has less than the accelerator needs.
 *
 * @param resource {@code "LUT"}, {@code "FF"}, {@code "CARRY4"}, {@code "BRAM36"}, {@code "DSP"}
 *     and the like, as the family calls them
 * @param needed what the accelerator needs
 * @param available what the device has
 */
public record Shortfall(String resource, double needed, double available) {

  /** What is missing. */
  public double missing() {
    return needed - available;
  }

  @Override
  public String toString() {
    return "%s: %s needed, %s on the device, %s too few"
        .formatted(resource, number(needed), number(available), number(missing()));
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
