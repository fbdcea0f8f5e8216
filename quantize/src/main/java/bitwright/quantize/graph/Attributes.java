package bitwright.quantize.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import bitwright.quantize.ImportException;
import bitwright.quantize.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** The attributes of a node; an attribute of the wrong type is refused by name. */
public final class Attributes {

  private final String owner;
  private final Map<String, AttributeProto> values;

  private Attributes(String owner, Map<String, AttributeProto> values) {
    this.owner = owner;
    this.values = values;
  }

  static Attributes of(String owner, NodeProto node) {
    Map<String, AttributeProto> values = new TreeMap<>();
    for (AttributeProto attribute : node.getAttributeList()) {
      if (values.put(attribute.getName(), attribute) != null) {
        throw ImportException.of(
            "%s has the attribute '%s' twice; give it once",
            owner, Node.shortened(attribute.getName()));
      }
    }
    return new Attributes(owner, Collections.unmodifiableMap(values));
  }

  /** All names, sorted. */
  public Set<String> names() {
    return values.keySet();
  }

  /** An integer. */
  public OptionalLong integer(String name) {
    AttributeProto a = typed(name, AttributeType.INT);
    return a == null ? OptionalLong.empty() : OptionalLong.of(a.getI());
  }

  /** An integer, or the default of the operator's definition. */
  public long integer(String name, long absent) {
    return integer(name).orElse(absent);
  }

  /** A flag: 0 or 1, or the default of the operator's definition. */
  public boolean flag(String name, boolean absent) {
    OptionalLong value = integer(name);
    if (value.isPresent() && value.getAsLong() != 0 && value.getAsLong() != 1) {
      throw ImportException.of(
          "%s has %s = %d; allowed are 0 and 1", owner, name, value.getAsLong());
    }
    return value.isPresent() ? value.getAsLong() == 1 : absent;
  }

  /** A float32. */
  public OptionalDouble real(String name) {
    AttributeProto a = typed(name, AttributeType.FLOAT);
    if (a == null) {
      return OptionalDouble.empty();
    }
    if (!Float.isFinite(a.getF())) {
      throw ImportException.of("%s has %s = %s; it must be finite", owner, name, a.getF());
    }
    return OptionalDouble.of(a.getF());
  }

  /** A string. */
  public Optional<String> text(String name) {
    AttributeProto a = typed(name, AttributeType.STRING);
    return Optional.ofNullable(a).map(v -> v.getS().toStringUtf8());
  }

  /** A list of integers. */
  public Optional<List<Long>> integers(String name) {
    AttributeProto a = typed(name, AttributeType.INTS);
    return Optional.ofNullable(a).map(v -> List.copyOf(v.getIntsList()));
  }

  /** A list of floats. */
  public Optional<List<Float>> reals(String name) {
    AttributeProto a = typed(name, AttributeType.FLOATS);
    return Optional.ofNullable(a).map(v -> List.copyOf(v.getFloatsList()));
  }

  /** A tensor. */
  public Optional<Tensor> tensor(String name) {
    AttributeProto a = typed(name, AttributeType.TENSOR);
    return Optional.ofNullable(a)
        .map(v -> TensorReader.read(owner + " attribute '" + name + "'", v.getT()));
  }

  private AttributeProto typed(String name, AttributeType type) {
    AttributeProto a = values.get(name);
    if (a != null && a.getType() != type) {
      throw ImportException.of(
          "%s has the attribute '%s' of type %s; it must be %s", owner, name, a.getType(), type);
    }
    return a;
  }
}
