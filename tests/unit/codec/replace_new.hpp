// The global operator new that AllocationWatch looks at; exactly one file of a test program includes this.
#pragma once

#include <cstdlib>
#include <new>

#include "unit/codec/allocation_watch.hpp"

void* operator new(std::size_t size) {
  if (size > heyi::test::largest_block) heyi::test::largest_block = size;
  if (void* block = std::malloc(size == 0 ? 1 : size)) return block;
  throw std::bad_alloc();
}
void* operator new[](std::size_t size) { return operator new(size); }
void operator delete(void* block) noexcept { std::free(block); }
void operator delete[](void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }
void operator delete[](void* block, std::size_t) noexcept { std::free(block); }
