// The stall sequence: xorshift64 (13, 7, 17), one draw a cycle per side; a side stalls in a cycle
// if the upper 32 bits of the new state are below the threshold, 2^32 times the probability.
#ifndef BITWRIGHT_STALL_H
#define BITWRIGHT_STALL_H

#include <cstdint>

namespace bitwright {

struct Stall {
  uint64_t state = 1;
  uint64_t threshold = 0;

  bool draw() {
    if (threshold == 0) return false;
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (state >> 32) < threshold;
  }
};

}  // namespace bitwright

#endif
