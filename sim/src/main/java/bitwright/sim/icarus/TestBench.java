package bitwright.sim.icarus;

import bitwright.sim.stream.BeatLayout;
import bitwright.sim.stream.Probe;
import bitwright.sim.stream.StreamMap;
import bitwright.sim.stream.StreamRule;
import bitwright.sim.tool.SimulationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes the test bench of an accelerator from the two templates of this package. */
final class TestBench {

  private final String top;
  private final StreamMap streams;

  TestBench(String top, StreamMap streams) {
    this.top = top;
    this.streams = streams;
  }

  /** The text of the module {@code bitwright_bench}. */
  String text() {
    StringBuilder tasks = new StringBuilder();
    StringBuilder observe = new StringBuilder("\n  task observe;\n    begin\n");
    StringBuilder reset = new StringBuilder("\n  task check_reset;\n    begin\n");
    StringBuilder states = new StringBuilder();
    for (int i = 1; i < streams.count(); i++) {
      tasks.append(stream(i));
      observe.append("      observe_%d;\n".formatted(i));
      reset.append(
          "      if (%s !== 1'b0) violate(%d, %d);\n"
              .formatted(signals(i).valid(), StreamRule.VALID_IN_RESET.ordinal(), i));
      states.append(
          "      $fdisplay(events, \"S %d %%b %%b\", %s, %s);\n"
              .formatted(i, signals(i).valid(), signals(i).ready()));
    }
    tasks.append(observe).append("    end\n  endtask\n");
    tasks.append(reset).append("    end\n  endtask\n");
    int last = streams.count() - 1;
    tasks.append(
        "\n  wire finished = beats_%d == vectors * %d;\n"
            .formatted(last, streams.output().beats()));
    return rules(resource("bench.sv"))
        .replace("@STREAMS@", tasks)
        .replace("@STATES@", states.toString().stripTrailing())
        .replace("@TOP@", top)
        .replace("@INPUT_BITS@", Integer.toString(8 * streams.input().beatBytes()))
        .replace("@OUTPUT_BITS@", Integer.toString(8 * streams.output().beatBytes()))
        .replace("@INPUT_BEATS@", Integer.toString(streams.input().beats()))
        .replace("@OUTPUT@", Integer.toString(last))
        .replace("@DRAIN@", Long.toString(streams.drain()));
  }

  private record Signals(String valid, String ready, String data, String codes, String last) {}

  private Signals signals(int stream) {
    if (stream == streams.count() - 1) {
      String last = "m_last";
      return new Signals("m_valid", "m_ready", "{m_last, m_data}", "m_data", last);
    }
    Probe probe = streams.probes().get(stream - 1);
    String scope = "dut" + probe.scope().substring(top.length()) + ".";
    String data = scope + probe.data();
    return new Signals(scope + probe.valid(), scope + probe.ready(), data, data, "");
  }

  private String stream(int number) {
    Signals signals = signals(number);
    BeatLayout layout = streams.layout(number);
    boolean output = signals.last().isEmpty();
    int bits = output ? layout.beatBits() : 8 * layout.beatBytes() + 1;
    String last = output ? "(beats_@I@ % @BEATS@ == @BEATS@ - 1)" : signals.last();
    return rules(resource("stream.sv"))
        .replace("@LAST@", last)
        .replace("@NAME@", streams.name(number))
        .replace("@BITS@", Integer.toString(bits))
        .replace("@VALID@", signals.valid())
        .replace("@READY@", signals.ready())
        .replace("@DATA@", signals.data())
        .replace("@CODES@", signals.codes())
        .replace("@BEATS@", Integer.toString(layout.beats()))
        .replace("@I@", Integer.toString(number));
  }

  private static String rules(String text) {
    String result = text;
    for (StreamRule rule : StreamRule.values()) {
      result = result.replace("@" + rule.name() + "@", Integer.toString(rule.ordinal()));
    }
    return result;
  }

  private static String resource(String name) {
    try (InputStream in = TestBench.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new SimulationException("resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
