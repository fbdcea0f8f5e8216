package bitwright.quantize.graph;

import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import bitwright.quantize.ImportException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A tensor that enters or leaves the graph, as the file declares it.
 *
 * @param name the tensor's name
 * @param elementType the data type as ONNX numbers it
 * @param dims the declared dimensions, empty where symbolic; absent if no shape is declared
 */
public record Declaration(String name, int elementType, Optional<List<OptionalLong>> dims) {

  static Declaration of(ValueInfoProto info) {
    String name = info.getName();
    if (!info.getType().hasTensorType()) {
      throw ImportException.of(
          "'%s' is not declared as a tensor; declare its element type and shape",
          Node.shortened(name));
    }
    var tensor = info.getType().getTensorType();
    Optional<List<OptionalLong>> dims = Optional.empty();
    if (tensor.hasShape()) {
      List<OptionalLong> list = new ArrayList<>();
      for (Dimension d : tensor.getShape().getDimList()) {
        boolean known = d.hasDimValue() && d.getDimValue() > 0;
        if (d.hasDimValue() && d.getDimValue() < 0) {
          throw ImportException.of(
              "'%s' declares the dimension %d; dimensions must be positive or symbolic",
              Node.shortened(name), d.getDimValue());
        }
        list.add(known ? OptionalLong.of(d.getDimValue()) : OptionalLong.empty());
      }
      dims = Optional.of(List.copyOf(list));
    }
    return new Declaration(name, tensor.getElemType(), dims);
  }
}
