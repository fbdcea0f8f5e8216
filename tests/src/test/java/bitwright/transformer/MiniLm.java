package bitwright.transformer;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import bitwright.quantize.graph.ElementType;
import bitwright.quantize.integer.IntegerLayer;
import bitwright.quantize.integer.IntegerLayers;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sentence transformer all-MiniLM-L6-v2 in INT8, run by onnxruntime with the integers of its
 * linear layers made visible.
 *
 * <p>Model and vocabulary are resources of the library that ships them.
 */
final class MiniLm implements AutoCloseable {

  private static final String MODEL = "/all-minilm-l6-v2-q.onnx";
  private static final String VOCABULARY = "/all-minilm-l6-v2-q-tokenizer.json";
  private static final String EMBEDDING = "last_hidden_state";

  /**
   * Has onnxruntime take exact kernels also on x86 processors without VNNI, whose products of
   * unsigned and signed bytes saturate in pairs.
   */
  private static final String EXACT = "session.x64quantprecision";

  private final byte[] model = resource(MODEL);
  private final WordPiece words = new WordPiece(resource(VOCABULARY));
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final List<IntegerLayer> layers = IntegerLayers.read(model).layers();
  private final OrtSession session;

  MiniLm() throws IOException, OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.addConfigEntry(EXACT, "1");
      session = environment.createSession(openModel(), options);
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = MiniLm.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException(name);
      }
      return in.readAllBytes();
    }
  }

  /** The model with inputs, zero-points and sums of all integer layers as further outputs. */
  private byte[] openModel() throws IOException {
    ModelProto.Builder open = ModelProto.parseFrom(model).toBuilder();
    Set<String> bytes = new LinkedHashSet<>();
    Set<String> integers = new LinkedHashSet<>();
    for (IntegerLayer layer : layers) {
      bytes.add(layer.input().tensor());
      bytes.add(layer.input().zeroPointTensor().orElseThrow());
      integers.add(layer.output());
    }
    bytes.forEach(tensor -> open.getGraphBuilder().addOutput(output(tensor, ElementType.UINT8)));
    integers.forEach(tensor -> open.getGraphBuilder().addOutput(output(tensor, ElementType.INT32)));
    return open.build().toByteArray();
  }

  private static ValueInfoProto output(String tensor, ElementType type) {
    return ValueInfoProto.newBuilder()
        .setName(tensor)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type.number())))
        .build();
  }

  /** All integer layers, in the order of the model. */
  List<IntegerLayer> layers() {
    return layers;
  }

  /** The bytes of the model as it ships. */
  byte[] model() {
    return model.clone();
  }

  /** The tokens of a sentence. */
  long[] tokens(String sentence) {
    return words.tokens(sentence);
  }

  /** What all layers compute for some sentences, each run by itself. */
  List<Activations> run(List<String> sentences) throws OrtException {
    List<Activations> all = new ArrayList<>(layers.stream().map(Activations::none).toList());
    for (String sentence : sentences) {
      try (OrtSession.Result result = result(sentence)) {
        all.replaceAll(
            a ->
                a.with(
                    bytes(result, a.layer().input().tensor()),
                    bytes(result, a.layer().input().zeroPointTensor().orElseThrow())[0],
                    integers(result, a.layer().output())));
      }
    }
    return all;
  }

  /** The mean of a sentence's last hidden states. */
  double[] embedding(String sentence) throws OrtException {
    try (OrtSession.Result result = result(sentence)) {
      float[][] tokens = ((float[][][]) tensor(result, EMBEDDING).getValue())[0];
      double[] mean = new double[tokens[0].length];
      for (float[] token : tokens) {
        for (int i = 0; i < mean.length; i++) {
          mean[i] += token[i] / tokens.length;
        }
      }
      return mean;
    }
  }

  private OrtSession.Result result(String sentence) throws OrtException {
    long[] tokens = tokens(sentence);
    long[] ones = new long[tokens.length];
    Arrays.fill(ones, 1);
    try (OnnxTensor ids = tensor(tokens);
        OnnxTensor mask = tensor(ones);
        OnnxTensor types = tensor(new long[tokens.length])) {
      return session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types));
    }
  }

  private OnnxTensor tensor(long[] values) throws OrtException {
    return OnnxTensor.createTensor(environment, new long[][] {values});
  }

  private static OnnxTensor tensor(OrtSession.Result result, String name) {
    return (OnnxTensor) result.get(name).orElseThrow();
  }

  private static int[] bytes(OrtSession.Result result, String name) {
    ByteBuffer buffer = tensor(result, name).getByteBuffer();
    int[] values = new int[buffer.remaining()];
    Arrays.setAll(values, i -> buffer.get(i) & 0xff);
    return values;
  }

  private static int[] integers(OrtSession.Result result, String name) {
    IntBuffer buffer = tensor(result, name).getIntBuffer();
    int[] values = new int[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
