/* A plain dense layer: bytes times bytes into 32-bit sums. */
#include "side.h"

enum { BATCH = 256, COLUMNS = 1024, ROWS = 256 };

static int8_t weights[ROWS][COLUMNS];
static int8_t inputs[BATCH][COLUMNS];
static int32_t sums[BATCH][ROWS];

static __attribute__((noinline)) void run(void) {
  for (int v = 0; v < BATCH; v++) {
    for (int r = 0; r < ROWS; r++) {
      int32_t sum = 0;
      for (int c = 0; c < COLUMNS; c++) sum += weights[r][c] * inputs[v][c];
      sums[v][r] = sum;
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
    for (int c = 0; c < COLUMNS; c++) weights[r][c] = (int8_t)((int64_t)next_random() >> 60);
  for (int v = 0; v < BATCH; v++)
    for (int c = 0; c < COLUMNS; c++) inputs[v][c] = (int8_t)((int64_t)next_random() >> 60);
  return serve(run, checksum);
}
