// Drives an accelerator's AXI4-Stream ports for whole batches, records every tapped stream, and
// checks the rules of the streams. One cycle is: drive, settle with the clock low, sample, rise.
#include <cstring>
#include <vector>

#include "Vaccelerator.h"
#include "stall.h"
#include "support.h"
#include "verilated_syms.h"
#if VM_TRACE_FST
#include "verilated_fst_c.h"
using TraceFile = VerilatedFstC;
#elif VM_TRACE
#include "verilated_vcd_c.h"
using TraceFile = VerilatedVcdC;
#endif

namespace {

enum Outcome { RUNNING = 0, DONE = 1, VIOLATION = 2, FAILED = 3, STOPPED = 4 };

// The order of bitwright.sim.stream.StreamRule.
enum Rule {
  VALID_IN_RESET,
  VALID_DROPPED,
  DATA_CHANGED,
  LAST_MISPLACED,
  EXTRA_BEAT,
  DEADLOCK,
  READY_IN_RESET,
  FOLLOWS_READY
};

constexpr int RESET_CYCLES = 4;

// One observed ready/valid stream; signals are read where the model keeps them.
struct Stream {
  const uint8_t* valid = nullptr;
  const uint8_t* ready = nullptr;
  const uint8_t* last = nullptr;
  const uint8_t* data = nullptr;
  int64_t bytes = 0;
  int64_t perVector = 1;
  int64_t capacity = 0;
  uint8_t* record = nullptr;
  int64_t* lastCycles = nullptr;
  int64_t beats = 0;
  int64_t inVector = 0;
  int64_t vectors = 0;
  uint8_t heldLast = 0;
  std::vector<uint8_t> heldData;
};

// What decides in every cycle whether a stream needs attention.
struct Gate {
  const uint8_t* valid;
  bool held;  // an offer stood in the cycle before and was not taken
};

struct Bench {
  bitwright::Memories memories;
  std::unique_ptr<VerilatedContext> context;
  std::unique_ptr<Vaccelerator> top;
  std::vector<Stream> streams;  // s_axis, the taps in order, m_axis
  std::vector<Gate> gates;      // of the streams from 1 on
  std::string error;

  const uint8_t* input = nullptr;
  int64_t vectors = 0;
  int64_t inputBeats = 1;
  int64_t inputBytes = 0;
  int64_t* firstCycles = nullptr;
  int64_t nextBeat = 0;
  int64_t nextInVector = 0;
  bool offering = false;
  std::vector<uint8_t> probedData;
  bitwright::Stall source;
  bitwright::Stall sink;
  int64_t watchdog = 0;
  int64_t drain = 0;

  int64_t cycle = 0;
  int64_t lastMove = 0;
  int64_t drained = 0;
  int violatedRule = -1;
  int violatedStream = -1;
  int stopStream = -1;
  int64_t stopBeat = -1;
  bool stopped = false;

#if VM_TRACE
  std::unique_ptr<TraceFile> trace;
#endif
  int64_t traceFrom = 0;
  int64_t traceTo = -1;

  void dump(int phase) {
#if VM_TRACE
    if (trace && cycle >= traceFrom && cycle <= traceTo)
      trace->dump(static_cast<uint64_t>(10 * (cycle + RESET_CYCLES) + phase));
#endif
    (void)phase;
  }

  void add(const Stream& stream) {
    streams.push_back(stream);
    gates.push_back({stream.valid, false});
  }

  void violate(Rule rule, size_t stream) {
    if (violatedRule >= 0) return;
    violatedRule = rule;
    violatedStream = static_cast<int>(stream);
  }

  void clockLow() {
    top->aclk = 0;
    top->eval();
    dump(0);
  }

  void clockHigh() {
    top->aclk = 1;
    top->eval();
    dump(5);
  }

  void idleInput() {
    top->s_axis_tvalid = 0;
    top->s_axis_tlast = 0;
    std::memset(&top->s_axis_tdata, 0xff, inputBytes);
  }

  void reset() {
    top->aresetn = 0;
    top->m_axis_tready = 0;
    idleInput();
    for (int i = 0; i < RESET_CYCLES; i++) {
      cycle = i - RESET_CYCLES;
      clockLow();
      for (size_t s = 1; i > 0 && s < streams.size(); s++)
        if (*streams[s].valid) violate(VALID_IN_RESET, s);
      if (i > 0 && top->s_axis_tready) violate(READY_IN_RESET, 0);
      clockHigh();
    }
    top->aresetn = 1;
    cycle = 0;
  }

  void drive() {
    bool pause = source.draw();
    if (!offering && nextBeat < vectors * inputBeats && !pause) {
      offering = true;
      top->s_axis_tvalid = 1;
      top->s_axis_tlast = nextInVector == inputBeats - 1;
      std::memcpy(&top->s_axis_tdata, input + nextBeat * inputBytes, inputBytes);
    }
    top->m_axis_tready = !sink.draw();
  }

  // In a pause of the sink: what would be seen in this cycle without it, except that nothing moves.
  VL_ATTR_NOINLINE void probeReady() {
    const Stream& out = streams.back();
    const uint8_t valid = top->m_axis_tvalid;
    const uint8_t last = top->m_axis_tlast;
    const uint8_t ready = top->s_axis_tready;
    std::memcpy(probedData.data(), out.data, out.bytes);
    top->m_axis_tready = 1;
    top->eval();
    if (top->m_axis_tvalid != valid
        || (valid && (top->m_axis_tlast != last
            || std::memcmp(out.data, probedData.data(), out.bytes) != 0)))
      violate(FOLLOWS_READY, streams.size() - 1);
    if (top->s_axis_tready != ready) violate(FOLLOWS_READY, 0);
    top->m_axis_tready = 0;
    top->eval();
  }

  bool accept() {
    if (cycle == 0 && top->s_axis_tready) violate(READY_IN_RESET, 0);
    if (!offering || !top->s_axis_tready) return false;
    Stream& stream = streams[0];
    if (nextInVector == 0) firstCycles[stream.vectors] = cycle;
    nextBeat++;
    stream.beats++;
    if (++nextInVector == inputBeats) {
      nextInVector = 0;
      stream.lastCycles[stream.vectors++] = cycle;
    }
    return true;
  }

  // A beat is offered, or one was: the rare case, kept out of the loop over all streams.
  VL_ATTR_NOINLINE bool transfer(size_t index) {
    Stream& stream = streams[index];
    if (!*stream.valid) {
      violate(VALID_DROPPED, index);
      return false;
    }
    if (cycle == 0) violate(VALID_IN_RESET, index);
    bool& held = gates[index - 1].held;
    if (held
        && (std::memcmp(stream.data, stream.heldData.data(), stream.bytes) != 0
            || (stream.last && *stream.last != stream.heldLast)))
      violate(DATA_CHANGED, index);
    if (!*stream.ready) {
      if (!held) {
        held = true;
        std::memcpy(stream.heldData.data(), stream.data, stream.bytes);
        if (stream.last) stream.heldLast = *stream.last;
      }
      return false;
    }
    held = false;
    const int64_t begun = streams[0].vectors + (nextInVector > 0);
    const bool completes = stream.inVector == stream.perVector - 1;
    if (stream.beats == stream.capacity || (completes && stream.vectors >= begun)) {
      violate(EXTRA_BEAT, index);
      return true;
    }
    if (stream.last && *stream.last != completes)
      violate(LAST_MISPLACED, index);
    std::memcpy(stream.record + stream.beats * stream.bytes, stream.data, stream.bytes);
    if (static_cast<int>(index) == stopStream && stream.beats == stopBeat) stopped = true;
    stream.beats++;
    if (++stream.inVector == stream.perVector) {
      stream.inVector = 0;
      stream.lastCycles[stream.vectors++] = cycle;
    }
    return true;
  }

  int step() {
    drive();
    clockLow();
    if (!top->m_axis_tready) probeReady();
    bool accepted = accept();
    bool moved = accepted;
    const size_t count = gates.size();
    const Gate* gate = gates.data();
    for (size_t s = 0; s < count; s++)
      if (*gate[s].valid | gate[s].held) moved |= transfer(s + 1);
    if (moved) lastMove = cycle;
    bool finished = streams.back().vectors == vectors;
    if (!finished && cycle - lastMove > watchdog) violate(DEADLOCK, 0);
    if (violatedRule >= 0) return VIOLATION;
    clockHigh();
    if (accepted) {
      offering = false;
      idleInput();
    }
    cycle++;
    if (stopped) return STOPPED;
    if (finished && drained++ == drain) return DONE;
    return RUNNING;
  }

  int run(int64_t cycles) {
    for (int64_t i = 0; i < cycles; i++) {
      int outcome = step();
      if (outcome != RUNNING) return outcome;
    }
    return RUNNING;
  }
};

// Runs an action and keeps the text of what it throws.
template <typename Action>
int guarded(Bench* bench, Action action) {
  try {
    return action();
  } catch (const std::exception& problem) {
    bench->error = problem.what();
    return FAILED;
  }
}

const uint8_t* find(
    Bench* bench, const char* scope, const char* name, int64_t bytes) {
  const VerilatedScope* found = bench->context->scopeFind(scope);
  VerilatedVar* var = found ? found->varFind(name) : nullptr;
  if (!var) throw std::runtime_error(std::string("no signal ") + scope + "." + name);
  if (static_cast<int64_t>(var->entSize()) < bytes)
    throw std::runtime_error(std::string("signal ") + scope + "." + name + " is too narrow");
  return static_cast<const uint8_t*>(var->datap());
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

void* bench_create() { return new Bench; }

void bench_destroy(Bench* bench) {
#if VM_TRACE
  if (bench->trace) bench->trace->close();
#endif
  delete bench;
}

const char* bench_error(Bench* bench) { return bench->error.c_str(); }

void bench_memory(Bench* bench, const char* name, const char* content, int64_t length) {
  bench->memories[name] = std::string(content, length);
}

// Constructs the model; its registers without a defined start hold seeded random bits.
int bench_start(Bench* bench, int randomSeed) {
  return guarded(bench, [&] {
    bitwright::ServeMemories serve(bench->memories);
    bench->context = std::make_unique<VerilatedContext>();
    Verilated::threadContextp(bench->context.get());
    bench->context->randReset(2);
    bench->context->randSeed(randomSeed);
#if VM_TRACE
    bench->context->traceEverOn(true);
#endif
    bench->top = std::make_unique<Vaccelerator>(bench->context.get(), "");
    Vaccelerator* top = bench->top.get();
    top->aclk = 0;
    top->aresetn = 0;
    top->s_axis_tvalid = 0;
    top->m_axis_tready = 0;
    top->eval();
    Stream source;
    source.valid = &top->s_axis_tvalid;
    source.ready = &top->s_axis_tready;
    bench->streams.push_back(source);
    return static_cast<int>(RUNNING);
  });
}

int bench_tap(
    Bench* bench, const char* scope, const char* valid, const char* ready, const char* data,
    int64_t bytes) {
  return guarded(bench, [&] {
    Stream stream;
    stream.valid = find(bench, scope, valid, 1);
    stream.ready = find(bench, scope, ready, 1);
    stream.data = find(bench, scope, data, bytes);
    stream.bytes = bytes;
    bench->add(stream);
    return static_cast<int>(RUNNING);
  });
}

// Ends the list of streams with m_axis and sets what is fed to s_axis.
int bench_stimuli(
    Bench* bench, const uint8_t* input, int64_t vectors, int64_t inputBeats, int64_t inputBytes,
    int64_t outputBytes, int64_t sourceState, int64_t sinkState, int64_t stallThreshold,
    int64_t watchdog, int64_t drain, int64_t* firstCycles) {
  return guarded(bench, [&] {
    Vaccelerator* top = bench->top.get();
    if (sizeof(top->s_axis_tdata) < static_cast<size_t>(inputBytes)
        || sizeof(top->m_axis_tdata) < static_cast<size_t>(outputBytes))
      throw std::runtime_error("a tdata port is narrower than the plan says");
    Stream stream;
    stream.valid = &top->m_axis_tvalid;
    stream.ready = &top->m_axis_tready;
    stream.last = &top->m_axis_tlast;
    stream.data = reinterpret_cast<const uint8_t*>(&top->m_axis_tdata);
    stream.bytes = outputBytes;
    bench->add(stream);
    bench->probedData.resize(outputBytes);
    bench->input = input;
    bench->vectors = vectors;
    bench->inputBeats = inputBeats;
    bench->inputBytes = inputBytes;
    bench->source = {static_cast<uint64_t>(sourceState), static_cast<uint64_t>(stallThreshold)};
    bench->sink = {static_cast<uint64_t>(sinkState), static_cast<uint64_t>(stallThreshold)};
    bench->watchdog = watchdog;
    bench->drain = drain;
    bench->firstCycles = firstCycles;
    return static_cast<int>(RUNNING);
  });
}

// Where a stream is recorded; stream 0, s_axis, records cycles only.
void bench_record(
    Bench* bench, int index, uint8_t* record, int64_t perVector, int64_t* lastCycles) {
  Stream& stream = bench->streams[index];
  stream.record = record;
  stream.perVector = perVector;
  stream.capacity = perVector * bench->vectors;
  stream.lastCycles = lastCycles;
  stream.heldData.resize(stream.bytes);
}

int bench_trace(Bench* bench, const char* path, int64_t from, int64_t to) {
  return guarded(bench, [&] {
#if VM_TRACE
    bench->trace = std::make_unique<TraceFile>();
    bench->top->trace(bench->trace.get(), 99);
    bench->trace->open(path);
    if (!bench->trace->isOpen()) throw std::runtime_error(std::string("cannot write ") + path);
    bench->traceFrom = from;
    bench->traceTo = to;
    return static_cast<int>(RUNNING);
#else
    (void)path;
    (void)from;
    (void)to;
    throw std::runtime_error("this build has no trace");
    return static_cast<int>(FAILED);
#endif
  });
}

// Stops the run after the cycle in which the given beat of a stream passes.
void bench_stop_at(Bench* bench, int stream, int64_t beat) {
  bench->stopStream = stream;
  bench->stopBeat = beat;
}

int bench_reset(Bench* bench) {
  return guarded(bench, [&] {
    bench->reset();
    return static_cast<int>(bench->violatedRule >= 0 ? VIOLATION : RUNNING);
  });
}

int bench_run(Bench* bench, int64_t cycles) {
  return guarded(bench, [&] {
    Verilated::threadContextp(bench->context.get());
    return bench->run(cycles);
  });
}

// cycle, violated rule or −1, its stream, then per stream: beats, vectors, valid, ready.
void bench_status(Bench* bench, int64_t* status) {
  *status++ = bench->cycle;
  *status++ = bench->violatedRule;
  *status++ = bench->violatedStream;
  for (const Stream& stream : bench->streams) {
    *status++ = stream.beats;
    *status++ = stream.vectors;
    *status++ = *stream.valid;
    *status++ = *stream.ready;
  }
}

}  // extern "C"
#pragma GCC visibility pop
