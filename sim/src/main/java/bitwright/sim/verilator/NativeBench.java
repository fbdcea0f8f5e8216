package bitwright.sim.verilator;

import com.sun.jna.Library;
import com.sun.jna.Pointer;

/** The functions of {@code bench.cpp}. */
interface NativeBench extends Library {

  Pointer bench_create();

  void bench_destroy(Pointer bench);

  String bench_error(Pointer bench);

  void bench_memory(Pointer bench, String name, byte[] content, long length);

  int bench_start(Pointer bench, int randomSeed);

  int bench_tap(Pointer bench, String scope, String valid, String ready, String data, long bytes);

  int bench_stimuli(
      Pointer bench,
      Pointer input,
      long vectors,
      long inputBeats,
      long inputBytes,
      long outputBytes,
      long sourceState,
      long sinkState,
      long stallThreshold,
      long watchdog,
      long drain,
      Pointer firstCycles);

  void bench_record(
      Pointer bench, int stream, Pointer record, long beatsPerVector, Pointer lastCycles);

  int bench_trace(Pointer bench, String path, long from, long to);

  void bench_stop_at(Pointer bench, int stream, long beat);

  int bench_reset(Pointer bench);

  int bench_run(Pointer bench, long cycles);

  void bench_status(Pointer bench, long[] status);
}
