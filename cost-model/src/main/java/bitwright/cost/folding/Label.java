package bitwright.cost.folding;

/**
 * A way to build the layers before one of them.
 *
 * @param before the way to build all but the last of these; null if there is none
 * @param choice the choice for the last of these
 * @param amounts what they need, with the converters and queues before them
 * @param cost the objective's price of that
 * @param delays for every open stream the cycles of the pipelines on the longest way to it; zeros
 *     where no branch queue is to come
 * @param paced whether one of these layers takes the cycles per inference that queues are priced at
 */
record Label(Label before, int choice, int[] amounts, long cost, int[] delays, boolean paced) {

  static Label start(boolean paced) {
    return new Label(null, -1, new int[ResourceKind.COUNT], 0, new int[0], paced);
  }
}
