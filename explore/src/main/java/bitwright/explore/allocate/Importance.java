package bitwright.explore.allocate;

/** How the harm of a layer's format is told. */
public enum Importance {

  /** Measured: the growth of the divergence from the float network with that layer changed. */
  LOSS,

  /**
   * Layer input modification: the noise of the formats, weighted by how much the layer changes what
   * enters it.
   */
  LIM,

  /** Z-score distribution: the noise of the formats, weighted by how few weights stand out. */
  ZD,

  /** The noise of the formats, all layers alike. */
  NOISE
}
