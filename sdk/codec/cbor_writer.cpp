// Deterministic heads and sorted maps.
#include "codec/cbor_writer.hpp"

#include <algorithm>

namespace heyi::cbor {

void Writer::head(std::uint8_t major, std::uint64_t argument) {
  const auto top = static_cast<std::uint8_t>(major << 5);
  if (argument < 24) {
    out_.push_back(static_cast<std::uint8_t>(top | argument));
    return;
  }
  const int power = argument <= 0xff ? 0 : argument <= 0xffff ? 1 : argument <= 0xffff'ffff ? 2 : 3;
  out_.push_back(static_cast<std::uint8_t>(top | (24 + power)));
  for (int shift = (8 << power) - 8; shift >= 0; shift -= 8)
    out_.push_back(static_cast<std::uint8_t>(argument >> shift));
}

Writer& Writer::uint(std::uint64_t value) {
  head(0, value);
  return *this;
}

Writer& Writer::integer(std::int64_t value) {
  if (value >= 0) return uint(static_cast<std::uint64_t>(value));
  head(1, static_cast<std::uint64_t>(-1 - value));
  return *this;
}

Writer& Writer::bytes(ByteView value) {
  head(2, value.size());
  return raw(value);
}

Writer& Writer::text(std::string_view value) {
  head(3, value.size());
  return raw(as_bytes(value));
}

Writer& Writer::boolean(bool value) {
  out_.push_back(value ? 0xf5 : 0xf4);
  return *this;
}

Writer& Writer::null() {
  out_.push_back(0xf6);
  return *this;
}

Writer& Writer::simple(std::uint8_t value) {
  head(7, value);
  return *this;
}

Writer& Writer::tag(std::uint64_t number) {
  head(6, number);
  return *this;
}

Writer& Writer::array(std::size_t size) {
  head(4, size);
  return *this;
}

Writer& Writer::map(std::size_t pairs) {
  head(5, pairs);
  return *this;
}

Writer& Writer::raw(ByteView item) {
  out_.insert(out_.end(), item.begin(), item.end());
  return *this;
}

MapWriter& MapWriter::put(std::int64_t key, ByteView value) { return put_encoded(encode_int(key), value); }
MapWriter& MapWriter::put(std::string_view key, ByteView value) { return put_encoded(encode_text(key), value); }

MapWriter& MapWriter::put_encoded(ByteView key, ByteView value) {
  pairs_.emplace_back(Bytes(key.begin(), key.end()), Bytes(value.begin(), value.end()));
  return *this;
}

MapWriter& MapWriter::put_int(std::int64_t key, std::int64_t value) { return put(key, encode_int(value)); }
MapWriter& MapWriter::put_text(std::int64_t key, std::string_view value) { return put(key, encode_text(value)); }
MapWriter& MapWriter::put_bytes(std::int64_t key, ByteView value) { return put(key, encode_bytes(value)); }
MapWriter& MapWriter::put_int(std::string_view key, std::int64_t value) { return put(key, encode_int(value)); }
MapWriter& MapWriter::put_text(std::string_view key, std::string_view value) { return put(key, encode_text(value)); }
MapWriter& MapWriter::put_bytes(std::string_view key, ByteView value) { return put(key, encode_bytes(value)); }

Result<Bytes> MapWriter::finish() && {
  std::sort(pairs_.begin(), pairs_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  const auto same_key = [](const auto& a, const auto& b) { return a.first == b.first; };
  if (std::adjacent_find(pairs_.begin(), pairs_.end(), same_key) != pairs_.end())
    return fail(Reason::cbor_duplicate_key);
  Writer writer;
  writer.map(pairs_.size());
  for (const auto& [key, value] : pairs_) writer.raw(key).raw(value);
  return std::move(writer).take();
}

Bytes encode_int(std::int64_t value) { return std::move(Writer{}.integer(value)).take(); }
Bytes encode_text(std::string_view value) { return std::move(Writer{}.text(value)).take(); }
Bytes encode_bytes(ByteView value) { return std::move(Writer{}.bytes(value)).take(); }
Bytes encode_bool(bool value) { return std::move(Writer{}.boolean(value)).take(); }

}  // namespace heyi::cbor
