// The CBOR writer: whatever it writes is deterministic (RFC 8949 §4.2.1).
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include <heyi/bytes.hpp>
#include <heyi/result.hpp>

namespace heyi::cbor {

/// Writer appends items in order. Containers are announced with their size, and the caller then writes that
/// many items; use MapWriter for maps, which sorts.
class Writer {
 public:
  Writer& uint(std::uint64_t value);
  Writer& integer(std::int64_t value);
  Writer& bytes(ByteView value);
  Writer& text(std::string_view value);
  Writer& boolean(bool value);
  Writer& null();
  Writer& simple(std::uint8_t value);
  Writer& tag(std::uint64_t number);
  Writer& array(std::size_t size);
  Writer& map(std::size_t pairs);
  /// raw appends an item that is already encoded deterministically.
  Writer& raw(ByteView item);

  const Bytes& view() const noexcept { return out_; }
  Bytes take() && noexcept { return std::move(out_); }

 private:
  void head(std::uint8_t major, std::uint64_t argument);
  Bytes out_;
};

/// MapWriter collects pairs in any order and writes them sorted bytewise by their encoded keys.
class MapWriter {
 public:
  /// put adds a pair; `value` is one encoded item.
  MapWriter& put(std::int64_t key, ByteView value);
  MapWriter& put(std::string_view key, ByteView value);
  MapWriter& put_encoded(ByteView key, ByteView value);

  MapWriter& put_int(std::int64_t key, std::int64_t value);
  MapWriter& put_text(std::int64_t key, std::string_view value);
  MapWriter& put_bytes(std::int64_t key, ByteView value);
  MapWriter& put_int(std::string_view key, std::int64_t value);
  MapWriter& put_text(std::string_view key, std::string_view value);
  MapWriter& put_bytes(std::string_view key, ByteView value);

  bool empty() const noexcept { return pairs_.empty(); }

  /// finish writes the map. Fails with `cbor.duplicate_key` when a key was put twice.
  Result<Bytes> finish() &&;

 private:
  std::vector<std::pair<Bytes, Bytes>> pairs_;
};

/// Encoded single items, for use with MapWriter.
Bytes encode_int(std::int64_t value);
Bytes encode_text(std::string_view value);
Bytes encode_bytes(ByteView value);
Bytes encode_bool(bool value);

}  // namespace heyi::cbor
