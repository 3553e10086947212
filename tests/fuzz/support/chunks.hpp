// One input as several octet strings, for targets that sign what the fuzzer made up.
#pragma once

#include <heyi/bytes.hpp>
#include <vector>

namespace heyi::fuzz {

/// split_chunks cuts an input into chunks, each behind its length in two octets, big endian. Every input has one
/// reading: a length that says more than there is takes what there is, and what is behind the last chunk is left.
std::vector<Bytes> split_chunks(ByteView input, std::size_t at_most);

/// join_chunks is the inverse, for seeds and mutators.
Bytes join_chunks(const std::vector<Bytes>& chunks);

/// Chunks hands the chunks of an input out one by one; behind the last they are empty.
class Chunks {
 public:
  Chunks(ByteView input, std::size_t at_most) : chunks_(split_chunks(input, at_most)) {}
  Bytes next() { return next_ < chunks_.size() ? chunks_[next_++] : Bytes{}; }

 private:
  std::vector<Bytes> chunks_;
  std::size_t next_ = 0;
};

}  // namespace heyi::fuzz
