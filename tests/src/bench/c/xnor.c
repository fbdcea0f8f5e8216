/* A plain binary dense layer: 64 lanes a word, one popcnt instruction a word. */
#include "side.h"

enum { BATCH = 256, COLUMNS = 1024, ROWS = 256, WORDS = COLUMNS / 64 };

static uint64_t weights[ROWS][WORDS];
static uint64_t inputs[BATCH][WORDS];
static int32_t sums[BATCH][ROWS];

static __attribute__((noinline)) void run(void) {
  for (int v = 0; v < BATCH; v++) {
    for (int r = 0; r < ROWS; r++) {
      int32_t matches = 0;
      for (int i = 0; i < WORDS; i++) matches += __builtin_popcountll(~(weights[r][i] ^ inputs[v][i]));
      sums[v][r] = 2 * matches - COLUMNS;
    }
  }
}

static int64_t checksum(void) {
  uint64_t hash = 0;
  for (int v = 0; v < BATCH; v++)
    for (int r = 0; r < ROWS; r++) hash = hash * 31 + (uint64_t)(int64_t)sums[v][r];
  return (int64_t)hash;
}

int main(void) {
  for (int r = 0; r < ROWS; r++)
    for (int c = 0; c < COLUMNS; c++) weights[r][c / 64] |= (next_random() >> 63) << (c % 64);
  for (int v = 0; v < BATCH; v++)
    for (int c = 0; c < COLUMNS; c++) inputs[v][c / 64] |= (next_random() >> 63) << (c % 64);
  return serve(run, checksum);
}
