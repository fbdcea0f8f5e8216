/* The reference side of a contest: reads repetition counts from stdin, one a line, and answers each with the
   nanoseconds of processor time that many runs took, and a checksum of the results. */
#include <stdint.h>
#include <stdio.h>
#include <time.h>

static uint64_t state = 1;

/* Knuth's MMIX generator, as on the other side. */
static uint64_t next_random(void) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return state;
}

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec * 1000000000ll + t.tv_nsec;
}

static int serve(void (*run)(void), int64_t (*checksum)(void)) {
  long repetitions;
  while (scanf("%ld", &repetitions) == 1) {
    int64_t start = now();
    for (long i = 0; i < repetitions; i++) run();
    int64_t stop = now();
    printf("%lld %lld\n", (long long)(stop - start), (long long)checksum());
    fflush(stdout);
  }
  return 0;
}
