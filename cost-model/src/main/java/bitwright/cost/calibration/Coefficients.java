package bitwright.cost.calibration;

/** By what the terms of primitives are multiplied when they are priced. */
@FunctionalInterface
public interface Coefficients {

  /** The coefficient of a term of a primitive. */
  double coefficient(String primitive, String term);
}
