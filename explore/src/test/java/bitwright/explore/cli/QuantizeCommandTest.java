package bitwright.explore.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.explore.npy.Npy;
import bitwright.explore.npy.NpyArray;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuantizeCommandTest {

  private static final Path MODELS = CliRun.root().resolve("models");

  @TempDir Path folder;

  private CliRun quantize(String arguments) {
    List<Object> words = new ArrayList<>(List.of("quantize"));
    for (String word : arguments.split(" ")) {
      words.add(word.startsWith("@") ? folder.resolve(word.substring(1)) : word);
    }
    return CliRun.of(words.toArray());
  }

  @Test
  void aFileClassifiesAsTheCommandSaid() throws IOException {
    CliRun run =
        quantize(
                "digits-cnn-float --weights int4 --activations int4 --limit 300 --out @q.onnx --json -")
            .ok();
    JsonNode accuracy = run.json().get("accuracy");
    assertEquals(300, accuracy.get("images").asInt());
    assertTrue(accuracy.get("float").asDouble() > 0.95, run.out());
    assertTrue(accuracy.get("golden").asDouble() > 0.9, run.out());
    assertTrue(accuracy.get("low95").asDouble() < accuracy.get("golden").asDouble(), run.out());
    assertEquals(200, run.json().get("calibrationImages").asInt());
    assertEquals("int4", run.json().get("quantization").get("weights").asText());
    assertEquals(6, run.json().get("layers").size());
    CliRun.of("verify", folder.resolve("q.onnx"), "--limit", 20, "--json", folder.resolve("v.json"))
        .ok();
    JsonNode verified = Json.MAPPER.readTree(folder.resolve("v.json").toFile());
    assertEquals(0, verified.get("mismatches").asInt());
    assertTrue(verified.get("accuracyGolden").asDouble() > 0.9, verified.toString());
  }

  @Test
  void equalCommandsWriteEqualBytesAndOptionsChangeThem() throws IOException {
    String plain =
        "digits-cnn-float --weights e2m1 --activations int4 --calibration-images 30 --limit 10 --out @";
    quantize(plain + "one.onnx").ok();
    quantize(plain + "two.onnx").ok();
    byte[] one = Files.readAllBytes(folder.resolve("one.onnx"));
    assertArrayEquals(one, Files.readAllBytes(folder.resolve("two.onnx")));
    int changed = 0;
    for (String option :
        List.of(
            "--scales absmax",
            "--scales mse,percentile:99",
            "--granularity tensor",
            "--scale-format pot",
            "--technique gptq",
            "--method bias-correction --method equalize",
            "--input int6",
            "--layers @layers.yaml")) {
      Files.writeString(folder.resolve("layers.yaml"), "layer3_gemm: {weights: int8}\n");
      quantize(plain + "other.onnx " + option).ok();
      byte[] other = Files.readAllBytes(folder.resolve("other.onnx"));
      assertNotEquals(Arrays.hashCode(one), Arrays.hashCode(other), option);
      changed++;
    }
    assertEquals(8, changed);
  }

  @Test
  void layersHaveTheirOwnFormats() throws IOException {
    Files.writeString(
        folder.resolve("layers.json"),
        "{\"layer2_conv\": \"e2m1 × int3\",\n\t\"layer4_gemm\": {\"weights\": \"int8\"}}");
    CliRun run =
        quantize(
            "digits-cnn-float --weights int4 --activations int5 --calibration-images 9 --limit 9 --layers @layers.json"
                + " --out @q.onnx --json -");
    List<String> formats = new ArrayList<>();
    run.ok()
        .json()
        .get("layers")
        .forEach(
            l ->
                formats.add(
                    "%s %s %s"
                        .formatted(
                            l.get("name").asText(),
                            l.get("weightFormat").asText(),
                            l.get("activationFormat").asText())));
    assertEquals(
        List.of(
            "layer1_conv int4 uint8",
            "pool1 - uint3",
            "layer2_conv e2m1 uint3",
            "pool2 - uint5",
            "layer3_gemm int4 uint5",
            "layer4_gemm int8 uint5"),
        formats);
  }

  @Test
  void filesOfTheUserNeedTheirOwnImages() {
    Path model = MODELS.resolve("float/digits-cnn-float.onnx");
    String start = model + " --weights int8 --activations int8 --out @q.onnx";
    String message = quantize(start).refused(ExitCode.USAGE);
    assertTrue(message.contains("--calibration is missing"), message);
    String calibrated = start + " --calibration " + MODELS.resolve("digits-calibration.npy");
    CliRun run = quantize(calibrated).ok();
    assertTrue(!run.out().contains("%") && run.out().contains("Wrote "), run.out());
    run =
        quantize(
                calibrated
                    + " --limit 50 --inputs "
                    + MODELS.resolve("digits.npy")
                    + " --labels "
                    + MODELS.resolve("digits-labels.npy"))
            .ok();
    assertTrue(run.out().contains("of 50 images"), run.out());
  }

  private static final String START = "digits-cnn-float --weights int4 --activations int4 ";

  private static final String[][] USAGE = {
    {"digits-cnn-float --weights int4 --out @q.onnx", "--activations"},
    {"digits-cnn-float --weights int4 --activations int4", "--out"},
    {"digits-cnn-float --weights imt4 --activations int4 --out @q.onnx", "--weights imt4"},
    {"digits-cnn-float --weights int4 --activations e0m3 --out @q.onnx", "--activations e0m3"},
    {"digits-cnn-float --weights int4 --activations pot3z --out @q.onnx", "no quantizer for pot3z"},
    {
      "digits-cnn-float --weights bipolar2 --activations int4 --out @q.onnx",
      "--weights bipolar2: bipolar2 weights cannot be written as QONNX; use integers"
    },
    {
      "digits-cnn-float --weights itn4 --activations int4 --out @q.onnx",
      "--weights itn4: 'itn4' is no format; did you mean int4?"
    },
    {
      "digits-cnn-float --weights uint4 --activations int4 --out @q.onnx",
      "uint4 cannot be the weights of layer1_conv, some of which are negative; use a signed format"
    },
    {START + "--input pot3z --out @q.onnx", "--input pot3z: QONNX has no quantizer"},
    {
      START + "--layers @pot.json --out @q.onnx",
      "pot.json, line 2: layer3_gemm cannot be",
      "pot3z × int4"
    },
    {
      START + "--layers @first.json --out @q.onnx",
      "first.json, line 1: layer1_conv asks for int4 activations",
      "uint8; name the input's format with --input"
    },
    {START + "--input int99 --out @q.onnx", "--input int99"},
    {START + "--scales most --out @q.onnx", "scales 'most'"},
    {START + "--scales mse,mse,mse --out @q.onnx", "more than two"},
    {START + "--granularity row --out @q.onnx", "granularity 'row'"},
    {START + "--scale-format half --out @q.onnx", "scale format 'half'"},
    {START + "--technique gtpq --out @q.onnx", "technique 'gtpq' is unknown; did you mean gptq?"},
    {START + "--method gtpq --out @q.onnx", "--method"},
    {START + "--technique gptq+adaround --out @q.onnx", "exclude each other"},
    {START + "--technique smooth:7 --out @q.onnx", "smooth:7"},
    {START + "--calibration-images 0 --out @q.onnx", "--calibration-images 0"},
    {START + "--limit 0 --out @q.onnx", "--limit 0"},
    {START + "--inputs x.npy --out @q.onnx", "--inputs stands alone"},
    {START + "--labels x.npy --out @q.onnx", "--labels stands alone"},
    {START + "--layers @no.yaml --out @q.onnx", "no.yaml is not a file"},
    {START + "--layers @bad.yaml --out @q.onnx", "did you mean layer1_conv?"},
    {START + "--layers @list.yaml --out @q.onnx", "use a map of layer1_conv"},
    {START + "--layers @format.yaml --out @q.onnx", "line 2: layer2_conv names 'int1'"},
    {START + "--out @no/q.onnx", "is not a folder"},
    {START + "--calibration @q.npy --out @q.npy", "is a file that is read"},
  };

  private static final String[][] DATA = {
    {"nosuch --weights int4 --activations int4 --out @q.onnx", "digits-cnn-float"},
    {"digits-int4 --weights int4 --activations int4 --out @q.onnx", "quantized already"},
    {"@list.yaml --weights int4 --activations int4 --out @q.onnx", "MODEL"},
    {
      MODELS + "/digits-int4.onnx --weights int4 --activations int4 --out @q.onnx",
      "it has quantizers"
    },
    {
      CliRun.root().resolveSibling("shared/models/TFC_2W2A.onnx")
          + " --weights int4 --activations int4 --out @q.onnx",
      "it has quantizers"
    },
    {START + "--calibration @empty.npy --out @q.onnx", "there is no image in it"},
    {START + "--calibration @no.npy --out @q.onnx", "--calibration"},
    {START + "--calibration @list.yaml --out @q.onnx", "not a .npy file"},
    {START + "--inputs @no.npy --labels @no.npy --out @q.onnx", "--inputs"},
  };

  @Test
  void whatIsWrongIsOneSentenceAndNothingIsWritten() throws IOException {
    Files.writeString(folder.resolve("bad.yaml"), "layer1_cnv: int4\n");
    Files.writeString(folder.resolve("list.yaml"), "[int4]\n");
    Files.writeString(folder.resolve("format.yaml"), "layer1_conv: int4\nlayer2_conv: int1\n");
    Files.writeString(
        folder.resolve("pot.json"), "{\"layer1_conv\": \"int4\",\n\"layer3_gemm\": \"pot3z\"}");
    Files.writeString(folder.resolve("first.json"), "{\"layer1_conv\": \"int3 x int4\"}");
    write("empty.npy", NpyArray.of(new float[0], List.of(0, 1, 28, 28)));
    List<Path> before = files();
    for (String[] usage : USAGE) {
      String message = quantize(usage[0]).refused(ExitCode.USAGE);
      for (String words : List.of(usage).subList(1, usage.length)) {
        assertTrue(message.contains(words), usage[0] + " → " + message);
      }
    }
    assertEquals(30, USAGE.length);
    for (String[] data : DATA) {
      String message = quantize(data[0]).refused(ExitCode.DATA);
      assertTrue(message.contains(data[1]), data[0] + " → " + message);
    }
    assertEquals(9, DATA.length);
    assertEquals(before, files());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private void write(String name, NpyArray array) throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
      Npy.write(array, out);
    }
  }

  @Test
  void imagesThatCannotBeRightAreNamed() throws IOException {
    String plain = START + "--out @q.onnx --limit 60 --calibration-images 8";
    assertEquals("", quantize(plain).ok().err());
    float[] images = new float[8 * 784];
    write("zero.npy", NpyArray.of(images, List.of(8, 1, 28, 28)));
    String zero = quantize(plain + " --calibration @zero.npy").ok().err();
    assertTrue(zero.contains("all calibration images of digits-cnn-float are zero"), zero);
    Arrays.fill(images, 1e30f);
    write("wild.npy", NpyArray.of(images, List.of(8, 1, 28, 28)));
    String wild = quantize(plain + " --calibration @wild.npy").ok().err();
    assertTrue(wild.contains("reach 1.000e+30 in magnitude, held-out images 1.000"), wild);
    String other =
        quantize(
                plain.replace("digits-cnn", "fashion-cnn")
                    + " --inputs "
                    + MODELS.resolve("digits.npy")
                    + " --labels "
                    + MODELS.resolve("digits-labels.npy"))
            .ok()
            .err();
    assertTrue(other.contains("in float, fashion-cnn-float has only "), other);
  }

  @Test
  void networksWithAnyQuantizerAreQuantizedAlready() {
    Path published = CliRun.root().resolve("../shared/models");
    for (String name : List.of("TFC_2W2A", "TFC_1W1A", "floatquant-fp8-linear")) {
      String message =
          quantize(published + "/" + name + ".onnx --weights int4 --activations int4 --out @q.onnx")
              .refused(ExitCode.DATA);
      assertTrue(message.contains(name + ".onnx is quantized already: it has quantizers"), message);
    }
  }

  @Test
  void otherCommandsSayWhatAFloatNetworkNeeds() {
    String message = CliRun.of("estimate", "digits-cnn-float").refused(ExitCode.DATA);
    assertTrue(message.contains("./bitwright quantize digits-cnn-float"), message);
    String text = CliRun.of("describe", "digits-cnn-float").ok().out();
    assertTrue(text.contains("layer2_conv") && text.contains("389,568 MACs"), text);
    JsonNode json = CliRun.of("describe", "digits-cnn-float", "--json").ok().json();
    assertTrue(json.get("float").asBoolean(), json.toString());
    String list = CliRun.of("describe").ok().out();
    assertTrue(list.contains("fashion-cnn-float"), list);
  }
}
