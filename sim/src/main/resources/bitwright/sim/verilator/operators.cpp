// Applies combinational operators to all or to given operands. OPERATORS(X) lists them: X(index).
#include <cstring>

#include "Vaccelerator.h"
#include "support.h"

namespace {

struct Operators {
  std::unique_ptr<VerilatedContext> context;
  std::unique_ptr<Vaccelerator> top;
  std::vector<const uint8_t*> results;

  Operators() {
    context = std::make_unique<VerilatedContext>();
    Verilated::threadContextp(context.get());
    top = std::make_unique<Vaccelerator>(context.get(), "");
#define RESULT(index) results.push_back(reinterpret_cast<const uint8_t*>(&top->result_##index));
    OPERATORS(RESULT)
  }

  void apply(uint64_t a, uint64_t b) {
    top->a = a;
    top->b = b;
    top->eval();
  }
};

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

// Every operator on every pair of its operands; result (a, b) is entry b · 2^aBits + a of its table.
void operators_sweep(
    int count, const int* aBits, const int* bBits, const int64_t* bytes, uint8_t* const* tables) {
  Operators operators;
  int mostA = 0;
  int mostB = 0;
  for (int i = 0; i < count; i++) {
    if (aBits[i] > mostA) mostA = aBits[i];
    if (bBits[i] > mostB) mostB = bBits[i];
  }
  for (uint64_t b = 0; b >> mostB == 0; b++)
    for (uint64_t a = 0; a >> mostA == 0; a++) {
      operators.apply(a, b);
      for (int i = 0; i < count; i++)
        if (a >> aBits[i] == 0 && b >> bBits[i] == 0)
          std::memcpy(
              tables[i] + (b << aBits[i] | a) * bytes[i], operators.results[i], bytes[i]);
    }
}

// One operator on given operands, one result after the other.
void operators_apply(
    int index, const int64_t* a, const int64_t* b, int64_t count, int64_t bytes, uint8_t* table) {
  Operators operators;
  for (int64_t i = 0; i < count; i++) {
    operators.apply(static_cast<uint64_t>(a[i]), static_cast<uint64_t>(b[i]));
    std::memcpy(table + i * bytes, operators.results[index], bytes);
  }
}

}  // extern "C"
#pragma GCC visibility pop
