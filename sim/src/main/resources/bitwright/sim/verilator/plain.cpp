// An ordinary Verilator main for an accelerator: the yardstick for the shared library. It drives and
// takes the same streams with the same pauses, keeps the outputs, and checks and taps nothing.
// Arguments: file of input beats, vectors, input beats and bytes, output beats and bytes, states of
// source and sink, threshold. Prints cycles, seconds of processor time, and a checksum of the outputs.
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <vector>

#include "Vaccelerator.h"
#include "stall.h"
#include "support.h"

static double now() {
  timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec + 1e-9 * time.tv_nsec;
}

int main(int count, char** words) {
  if (count != 10) return 2;
  int64_t vectors = std::atoll(words[2]);
  int64_t inputBeats = std::atoll(words[3]);
  int64_t inputBytes = std::atoll(words[4]);
  int64_t outputBeats = std::atoll(words[5]);
  int64_t outputBytes = std::atoll(words[6]);
  bitwright::Stall source{std::strtoull(words[7], nullptr, 16), std::strtoull(words[9], nullptr, 10)};
  bitwright::Stall sink{std::strtoull(words[8], nullptr, 16), source.threshold};
  std::vector<uint8_t> input(vectors * inputBeats * inputBytes);
  std::vector<uint8_t> output(vectors * outputBeats * outputBytes);
  FILE* file = std::fopen(words[1], "rb");
  if (!file || std::fread(input.data(), 1, input.size(), file) != input.size()) return 3;
  std::fclose(file);

  VerilatedContext context;
  context.randReset(2);
  context.randSeed(1);
  Vaccelerator top{&context, ""};
  top.aclk = 0;
  top.aresetn = 0;
  top.s_axis_tvalid = 0;
  top.m_axis_tready = 0;
  top.eval();

  double start = now();
  for (int i = 0; i < 4; i++) {
    top.aclk = 0;
    top.eval();
    top.aclk = 1;
    top.eval();
  }
  top.aresetn = 1;
  int64_t sent = 0;
  int64_t got = 0;
  int64_t cycles = 0;
  bool offering = false;
  for (; got < vectors * outputBeats; cycles++) {
    bool pause = source.draw();
    if (!offering && sent < vectors * inputBeats && !pause) {
      offering = true;
      std::memcpy(&top.s_axis_tdata, &input[sent * inputBytes], inputBytes);
      top.s_axis_tlast = sent % inputBeats == inputBeats - 1;
    }
    top.s_axis_tvalid = offering;
    top.m_axis_tready = !sink.draw();
    top.aclk = 0;
    top.eval();
    bool taken = offering && top.s_axis_tready;
    if (top.m_axis_tvalid && top.m_axis_tready)
      std::memcpy(&output[got++ * outputBytes], &top.m_axis_tdata, outputBytes);
    top.aclk = 1;
    top.eval();
    if (taken) {
      offering = false;
      sent++;
    }
  }
  double seconds = now() - start;
  uint32_t checksum = 0;
  for (uint8_t byte : output) checksum = checksum * 31 + byte;
  std::printf("%lld %.9f %u\n", static_cast<long long>(cycles), seconds, checksum);
  return 0;
}
