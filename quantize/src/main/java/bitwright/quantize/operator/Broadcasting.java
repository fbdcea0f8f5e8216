package bitwright.quantize.operator;

import bitwright.quantize.graph.Node;
import bitwright.quantize.signal.Coefficients;
import bitwright.quantize.tensor.Constant;
import bitwright.quantize.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;

/** Constants that meet a signal {@code [batch, shape…]} by NumPy's rules. */
final class Broadcasting {

  private Broadcasting() {}

  /**
   * The constant's number for every feature.
   *
   * @param image the shape of one image
   * @throws bitwright.quantize.ImportException if the constant varies along the batch or would
   *     enlarge the signal
   */
  static Coefficients coefficients(Node node, Constant constant, Shape image) {
    List<Integer> dims = new ArrayList<>(List.of(1));
    dims.addAll(image.dims());
    Shape target = new Shape(dims);
    boolean fits = constant.shape().broadcast(target).equals(Optional.of(target));
    if (!fits) {
      throw node.refuse(
          "combines a constant of shape %s with features of shape %s; it must be a scalar or one"
              + " number per channel or feature, the same for all images",
          constant.shape(), image);
    }
    if (constant.shape().size() == 1) {
      return Coefficients.all(constant.value(0));
    }
    int[] positions = constant.shape().broadcastPositions(target);
    int block = block(constant.shape(), target);
    BigFraction[] elements = new BigFraction[constant.shape().size()];
    Arrays.setAll(elements, constant::value);
    BigFraction[] perBlock = new BigFraction[positions.length / block];
    Arrays.setAll(perBlock, i -> elements[positions[i * block]]);
    return Coefficients.of(perBlock, block);
  }

  /** Neighbouring features that meet one element: the target's last axes where there is one. */
  private static int block(Shape constant, Shape target) {
    int block = 1;
    for (int axis = target.rank() - 1; axis >= 0; axis--) {
      if (constant.aligned(axis, target.rank()) != 1) {
        break;
      }
      block *= target.dim(axis);
    }
    return block;
  }
}
