// What both shims share: memory files served from RAM, and simulation errors as exceptions.
//
// $readmemh names are relative to the package's rtl folder, but a process that hosts a JVM must not
// change its working directory. The library is therefore linked with --wrap=fopen: while a model is
// being constructed and first evaluated, a name that the host registered opens its content in
// memory. The RTL itself stays as delivered.
#ifndef BITWRIGHT_SUPPORT_H
#define BITWRIGHT_SUPPORT_H

#include <cstdint>
#include <cstdio>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "verilated.h"

namespace bitwright {

using Memories = std::map<std::string, std::string>;

inline thread_local Memories* memories = nullptr;

// Serves registered memory files to the running thread for as long as it lives.
struct ServeMemories {
  explicit ServeMemories(Memories& served) { memories = &served; }
  ~ServeMemories() { memories = nullptr; }
};

[[noreturn]] inline void fail(const char* file, int line, const char* what) {
  std::string text = file && *file ? std::string(file) + ":" + std::to_string(line) + ": " : "";
  throw std::runtime_error(text + what);
}

}  // namespace bitwright

extern "C" FILE* __real_fopen(const char* name, const char* mode);

extern "C" FILE* __wrap_fopen(const char* name, const char* mode) {
  if (bitwright::memories) {
    auto found = bitwright::memories->find(name);
    if (found != bitwright::memories->end() && !found->second.empty())
      return fmemopen(&found->second[0], found->second.size(), mode);
  }
  return __real_fopen(name, mode);
}

void vl_finish(const char* file, int line, const char*) {
  bitwright::fail(file, line, "the design calls $finish");
}

void vl_stop(const char* file, int line, const char*) {
  bitwright::fail(file, line, "the design calls $stop");
}

void vl_fatal(const char* file, int line, const char*, const char* message) {
  bitwright::fail(file, line, message);
}

void vl_warn(const char* file, int line, const char*, const char* message) {
  bitwright::fail(file, line, message);
}

#endif
