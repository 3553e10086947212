// zlib, with memory that follows what came out, never what a stream might become.
#include "codec/zlib.hpp"

#include <zlib.h>

#include <algorithm>
#include <limits>

namespace heyi {
namespace {

constexpr std::size_t kStep = 64 * 1024;

Error damaged(const char* why) { return fail(Reason::status_list_invalid, why); }

}  // namespace

Result<Bytes> deflate_zlib(ByteView data) {
  if (data.size() > std::numeric_limits<uLong>::max() / 2) return damaged("too large to compress");
  uLongf size = compressBound(static_cast<uLong>(data.size()));
  Bytes out(size);
  if (compress2(out.data(), &size, data.data(), static_cast<uLong>(data.size()), Z_BEST_COMPRESSION) != Z_OK) {
    return fail(Reason::internal_failure, "zlib");
  }
  out.resize(size);
  return out;
}

Result<Bytes> inflate_zlib(ByteView stream, std::size_t max_size) {
  if (stream.size() > std::numeric_limits<uInt>::max()) return damaged("too large");
  z_stream state{};
  if (inflateInit(&state) != Z_OK) return fail(Reason::internal_failure, "zlib");
  // zlib takes a non-const pointer and does not write through it.
  state.next_in = const_cast<Bytef*>(stream.data());
  state.avail_in = static_cast<uInt>(stream.size());
  Bytes out;
  int status = Z_OK;
  while (status == Z_OK && out.size() <= max_size) {
    const std::size_t before = out.size();
    out.resize(before + std::min(kStep, max_size + 1 - before));
    state.next_out = out.data() + before;
    state.avail_out = static_cast<uInt>(out.size() - before);
    status = inflate(&state, Z_NO_FLUSH);
    out.resize(out.size() - state.avail_out);
    if (status == Z_OK && out.size() == before) break;  // No progress: the stream is cut off.
  }
  const bool whole = status == Z_STREAM_END && state.avail_in == 0;
  inflateEnd(&state);
  if (out.size() > max_size) return damaged("expands to more than allowed");
  if (!whole) return damaged("the zlib stream is damaged");
  return out;
}

}  // namespace heyi
