// The global operator new that AllocationWatch looks at; exactly one file of a test program includes this.
#pragma once

#include <cstdlib>
#include <new>

#include "unit/codec/allocation_watch.hpp"

void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  if (size > heyi::test::largest_block) heyi::test::largest_block = size;
  return std::malloc(size == 0 ? 1 : size);
}
void* operator new[](std::size_t size, const std::nothrow_t& tag) noexcept { return operator new(size, tag); }
void* operator new(std::size_t size) {
  if (void* block = operator new(size, std::nothrow)) return block;
  throw std::bad_alloc();
}
void* operator new[](std::size_t size) { return operator new(size); }
// Every form of delete that pairs with one of the above, or a sanitizer takes the pair for a mistake.
void operator delete(void* block) noexcept { std::free(block); }
void operator delete[](void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }
void operator delete[](void* block, std::size_t) noexcept { std::free(block); }
void operator delete(void* block, const std::nothrow_t&) noexcept { std::free(block); }
void operator delete[](void* block, const std::nothrow_t&) noexcept { std::free(block); }
