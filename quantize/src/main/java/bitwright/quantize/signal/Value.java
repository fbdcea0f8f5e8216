package bitwright.quantize.signal;

import bitwright.arith.network.OutputHead.Post;
import bitwright.quantize.tensor.Constant;

/** What is known of a tensor of the graph. */
public sealed interface Value {

  /**
   * A tensor that does not depend on the network's input.
   *
   * @param constant its elements
   */
  record Known(Constant constant) implements Value {}

  /**
   * An integer tensor that describes shapes, of which some elements may be the batch size.
   *
   * @param dims its elements and its rank
   */
  record Dims(DimVector dims) implements Value {}

  /**
   * A tensor with one vector of features per image of the batch.
   *
   * @param signal the features
   */
  record Dynamic(Signal signal) implements Value {}

  /**
   * A map with zeros around it, which only windows can look at.
   *
   * @param signal the map without the zeros
   * @param border how many rows and columns of zeros
   * @param label the node it comes from, for messages
   */
  record Padded(Signal signal, Border border, String label) implements Value {}

  /**
   * The network's result: nothing but a change of shape may follow.
   *
   * @param signal the scores
   * @param post what is made of them
   * @param k how many values are kept
   * @param label the node it comes from, for messages
   */
  record Result(Signal signal, Post post, int k, String label) implements Value {}
}
