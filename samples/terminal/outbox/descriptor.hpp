// A file descriptor that closes itself.
#pragma once

#include <unistd.h>

#include <utility>

namespace heyi::terminal {

/// Descriptor closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) noexcept : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  int get() const noexcept { return number_; }
  bool is_open() const noexcept { return number_ >= 0; }
  /// release leaves the closing to the caller.
  int release() noexcept { return std::exchange(number_, -1); }

 private:
  int number_;
};

}  // namespace heyi::terminal
