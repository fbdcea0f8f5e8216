package bitwright.sim.icarus;

import bitwright.sim.stream.BeatLayout;
import bitwright.sim.stream.Recording;
import bitwright.sim.stream.StreamMap;
import bitwright.sim.stream.StreamRule;
import bitwright.sim.stream.StreamState;
import bitwright.sim.stream.StreamViolation;
import bitwright.sim.tool.SimulationException;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** What the test bench wrote, line by line. */
final class EventLog {

  private final StreamMap streams;
  private final int vectors;
  private final List<ByteArrayOutputStream> beats = new ArrayList<>();
  private final List<LongStream.Builder> cycles = new ArrayList<>();
  private final String[] states;
  private long end = -1;
  private int rule = -1;
  private int violator;
  private long violationCycle;

  private EventLog(StreamMap streams, int vectors) {
    this.streams = streams;
    this.vectors = vectors;
    for (int i = 0; i < streams.count(); i++) {
      beats.add(new ByteArrayOutputStream());
      cycles.add(LongStream.builder());
    }
    states = new String[streams.count()];
  }

  /**
   * Reads a log.
   *
   * @throws SimulationException if it does not end as a complete run does
   */
  static EventLog read(Path file, StreamMap streams, int vectors) throws IOException {
    EventLog log = new EventLog(streams, vectors);
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.line(line.split(" "));
      }
    }
    if (log.end < 0) {
      throw new SimulationException("the simulation under Icarus ended before its time");
    }
    return log;
  }

  private void line(String[] words) {
    switch (words[0]) {
      case "B" -> beat(Integer.parseInt(words[1]), Long.parseLong(words[2]), words[3]);
      case "I" -> cycles.get(0).add(Long.parseLong(words[1]));
      case "V" -> {
        rule = Integer.parseInt(words[1]);
        violator = Integer.parseInt(words[2]);
        violationCycle = Long.parseLong(words[3]);
      }
      case "S" -> states[Integer.parseInt(words[1])] = words[2] + words[3];
      case "E" -> end = Long.parseLong(words[1]);
      default -> throw new SimulationException("the test bench wrote " + String.join(" ", words));
    }
  }

  private void beat(int stream, long cycle, String hex) {
    cycles.get(stream).add(cycle);
    byte[] bytes = new byte[streams.layout(stream).beatBytes()];
    for (int i = 0; i < hex.length(); i++) {
      int digit = Math.max(0, Character.digit(hex.charAt(hex.length() - 1 - i), 16));
      bytes[i / 2] |= (byte) (digit << (4 * (i % 2)));
    }
    beats.get(stream).writeBytes(bytes);
  }

  /** The log as a recording, and the cycles of all beats of all streams. */
  record Reading(Recording recording, List<long[]> cycles) {}

  Reading reading(long nanoseconds) {
    List<long[]> all = cycles.stream().map(b -> b.build().toArray()).toList();
    List<Recording.Output> outputs = new ArrayList<>();
    for (int i = 1; i < streams.count(); i++) {
      BeatLayout layout = streams.layout(i);
      int whole = all.get(i).length / layout.beats();
      outputs.add(
          new Recording.Output(
              streams.name(i),
              layout,
              beats.get(i).toByteArray(),
              whole,
              every(all.get(i), layout.beats() - 1, layout.beats(), whole)));
    }
    int perVector = streams.input().beats();
    int entered = all.get(0).length / perVector;
    Recording.Input input = new Recording.Input(every(all.get(0), 0, perVector, entered), entered);
    return new Reading(new Recording(input, outputs, end, nanoseconds, violation(all)), all);
  }

  private static long[] every(long[] cycles, int first, int step, int count) {
    long[] chosen = new long[count];
    for (int i = 0; i < count; i++) {
      chosen[i] = cycles[first + i * step];
    }
    return chosen;
  }

  private Optional<StreamViolation> violation(List<long[]> all) {
    if (rule < 0) {
      return Optional.empty();
    }
    StreamRule broken = StreamRule.values()[rule];
    if (broken != StreamRule.DEADLOCK) {
      return Optional.of(new StreamViolation(broken, streams.name(violator), violationCycle, ""));
    }
    List<StreamState> stuck = new ArrayList<>();
    for (int i = 0; i < streams.count(); i++) {
      stuck.add(
          new StreamState(
              streams.name(i),
              all.get(i).length,
              (long) vectors * streams.layout(i).beats(),
              states[i].charAt(0) == '1',
              states[i].charAt(1) == '1'));
    }
    return Optional.of(StreamViolation.deadlock(stuck, violationCycle));
  }
}
