// The sanitizer's own hooks do the counting, so that no operator new has to be replaced under it.
#include "fuzz/support/heap_watch.hpp"

#include <atomic>

extern "C" __attribute__((weak)) int __sanitizer_install_malloc_and_free_hooks(void (*on_malloc)(const volatile void*,
                                                                                                 std::size_t),
                                                                               void (*on_free)(const volatile void*));

namespace heyi::fuzz {
namespace {

// The hooks take no argument of ours: one place that they can reach.
std::atomic<std::size_t>& largest_block() noexcept {
  static std::atomic<std::size_t> largest{0};
  return largest;
}

void on_malloc(const volatile void*, std::size_t size) {
  std::atomic<std::size_t>& largest = largest_block();
  if (size > largest) largest = size;
}

void on_free(const volatile void*) {}

}  // namespace

HeapWatch::HeapWatch() noexcept {
  static const bool installed = __sanitizer_install_malloc_and_free_hooks != nullptr &&
                                __sanitizer_install_malloc_and_free_hooks(on_malloc, on_free) != 0;
  static_cast<void>(installed);
  largest_block() = 0;
}

std::size_t HeapWatch::largest() const noexcept { return largest_block(); }

}  // namespace heyi::fuzz
