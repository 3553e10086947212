// A second, lenient CBOR reader for vectors (libcbor), and what their deterministic encoding would be.
#pragma once

#include <cbor.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>
#include <vector>

#include <heyi/bytes.hpp>

namespace heyi::test {

/// Loose is a data item in any well-formed encoding. Maps hold keys and values in turn, tags their content.
struct Loose {
  enum class Kind { uint, negative, bytes, text, array, map, tag, floating, simple };
  Kind kind = Kind::simple;
  std::uint64_t argument = 0;  // Value, or -1 - value, tag or simple number.
  double number = 0;
  Bytes octets;
  std::vector<Loose> items;

  bool is(Kind wanted) const { return kind == wanted; }
  std::string_view text() const { return as_text(octets); }

  /// integer is the value of an integer that fits 64 bits.
  std::optional<std::int64_t> integer() const {
    if (argument > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return std::nullopt;
    if (kind == Kind::uint) return static_cast<std::int64_t>(argument);
    if (kind == Kind::negative) return -1 - static_cast<std::int64_t>(argument);
    return std::nullopt;
  }
  const Loose* find(std::int64_t key) const {
    for (std::size_t i = 0; kind == Kind::map && i + 1 < items.size(); i += 2) {
      if (items[i].integer() == key) return &items[i + 1];
    }
    return nullptr;
  }
  const Loose* find(std::string_view key) const {
    for (std::size_t i = 0; kind == Kind::map && i + 1 < items.size(); i += 2) {
      if (items[i].is(Kind::text) && items[i].text() == key) return &items[i + 1];
    }
    return nullptr;
  }
};

namespace loose_detail {

inline Loose convert(cbor_item_t* item) {
  using Kind = Loose::Kind;
  Loose out;
  const auto take = [&out](const cbor_item_t* chunk, bool text) {
    const std::uint8_t* data = text ? cbor_string_handle(chunk) : cbor_bytestring_handle(chunk);
    const std::size_t size = text ? cbor_string_length(chunk) : cbor_bytestring_length(chunk);
    if (size != 0) out.octets.insert(out.octets.end(), data, data + size);
  };
  switch (cbor_typeof(item)) {
    case CBOR_TYPE_UINT:
    case CBOR_TYPE_NEGINT:
      out.kind = cbor_isa_uint(item) ? Kind::uint : Kind::negative;
      out.argument = cbor_get_int(item);
      break;
    case CBOR_TYPE_BYTESTRING:
      out.kind = Kind::bytes;
      if (cbor_bytestring_is_definite(item)) {
        take(item, false);
      } else {
        for (std::size_t i = 0; i < cbor_bytestring_chunk_count(item); ++i)
          take(cbor_bytestring_chunks_handle(item)[i], false);
      }
      break;
    case CBOR_TYPE_STRING:
      out.kind = Kind::text;
      if (cbor_string_is_definite(item)) {
        take(item, true);
      } else {
        for (std::size_t i = 0; i < cbor_string_chunk_count(item); ++i) take(cbor_string_chunks_handle(item)[i], true);
      }
      break;
    case CBOR_TYPE_ARRAY:
      out.kind = Kind::array;
      for (std::size_t i = 0; i < cbor_array_size(item); ++i) out.items.push_back(convert(cbor_array_handle(item)[i]));
      break;
    case CBOR_TYPE_MAP:
      out.kind = Kind::map;
      for (std::size_t i = 0; i < cbor_map_size(item); ++i) {
        out.items.push_back(convert(cbor_map_handle(item)[i].key));
        out.items.push_back(convert(cbor_map_handle(item)[i].value));
      }
      break;
    case CBOR_TYPE_TAG: {
      out.kind = Kind::tag;
      out.argument = cbor_tag_value(item);
      cbor_item_t* content = cbor_tag_item(item);
      out.items.push_back(convert(content));
      cbor_decref(&content);
      break;
    }
    case CBOR_TYPE_FLOAT_CTRL:
      if (cbor_float_ctrl_is_ctrl(item)) {
        out.kind = Kind::simple;
        out.argument = cbor_ctrl_value(item);
      } else {
        out.kind = Kind::floating;
        out.number = cbor_float_get_float(item);
      }
      break;
  }
  return out;
}

inline void head(Bytes& out, int major, std::uint64_t argument) {
  const auto first = static_cast<std::uint8_t>(major << 5);
  int size = argument < 24 ? 0 : argument <= 0xff ? 1 : argument <= 0xffff ? 2 : argument <= 0xffffffff ? 4 : 8;
  const std::uint8_t info[] = {0, 24, 25, 0, 26, 0, 0, 0, 27};
  out.push_back(static_cast<std::uint8_t>(first | (size == 0 ? argument : info[size])));
  while (size-- > 0) out.push_back(static_cast<std::uint8_t>(argument >> (8 * size)));
}

// The shortest float that keeps the value; NaN and subnormal halves do not occur in vectors of tokens.
inline void floating(Bytes& out, double value) {
  const auto single = static_cast<float>(value);
  std::uint64_t bits = 0;
  if (static_cast<double>(single) != value) {
    std::memcpy(&bits, &value, 8);
    out.push_back(0xfb);
    for (int i = 7; i >= 0; --i) out.push_back(static_cast<std::uint8_t>(bits >> (8 * i)));
    return;
  }
  std::uint32_t word = 0;
  std::memcpy(&word, &single, 4);
  const int exponent = static_cast<int>((word >> 23) & 0xff) - 127;
  if ((word << 1) == 0 || ((word & 0x1fff) == 0 && exponent >= -14 && exponent <= 15)) {
    const std::uint32_t half =
        (word >> 16 & 0x8000) |
        ((word << 1) == 0 ? 0 : static_cast<std::uint32_t>(exponent + 15) << 10 | (word >> 13 & 0x3ff));
    out.insert(out.end(), {0xf9, static_cast<std::uint8_t>(half >> 8), static_cast<std::uint8_t>(half)});
    return;
  }
  out.push_back(0xfa);
  for (int i = 3; i >= 0; --i) out.push_back(static_cast<std::uint8_t>(word >> (8 * i)));
}

}  // namespace loose_detail

namespace loose_detail {

// libcbor 0.8 refuses tags 6 to 20, COSE_Sign1's 18 among them, so tags at the front are taken off before it looks.
inline std::optional<std::uint64_t> take_tag(ByteView& input) {
  if (input.empty() || input[0] >> 5 != 6 || (input[0] & 31) > 27) return std::nullopt;
  const unsigned info = input[0] & 31;
  const std::size_t size = info < 24 ? 0 : std::size_t{1} << (info - 24);
  if (input.size() < 1 + size) return std::nullopt;
  std::uint64_t tag = info < 24 ? info : 0;
  for (std::size_t i = 1; i <= size; ++i) tag = tag << 8 | input[i];
  input = input.subspan(1 + size);
  return tag;
}

}  // namespace loose_detail

/// read_loose reads one item that fills `input`; none when it is not well-formed or something trails.
inline std::optional<Loose> read_loose(ByteView input) {
  if (const std::optional<std::uint64_t> tag = loose_detail::take_tag(input)) {
    std::optional<Loose> content = read_loose(input);
    if (!content) return std::nullopt;
    Loose tagged;
    tagged.kind = Loose::Kind::tag;
    tagged.argument = *tag;
    tagged.items.push_back(*std::move(content));
    return tagged;
  }
  cbor_load_result result{};
  cbor_item_t* item = cbor_load(input.data(), input.size(), &result);
  if (item == nullptr) return std::nullopt;
  Loose converted = loose_detail::convert(item);
  cbor_decref(&item);
  if (result.read != input.size()) return std::nullopt;
  return converted;
}

/// encode_deterministic writes an item as RFC 8949 §4.2.1 asks, by code that shares nothing with the product.
inline Bytes encode_deterministic(const Loose& item) {
  using Kind = Loose::Kind;
  Bytes out;
  const auto append = [&out](const Bytes& part) { out.insert(out.end(), part.begin(), part.end()); };
  switch (item.kind) {
    case Kind::uint: loose_detail::head(out, 0, item.argument); break;
    case Kind::negative: loose_detail::head(out, 1, item.argument); break;
    case Kind::bytes:
    case Kind::text:
      loose_detail::head(out, item.kind == Kind::bytes ? 2 : 3, item.octets.size());
      append(item.octets);
      break;
    case Kind::array:
      loose_detail::head(out, 4, item.items.size());
      for (const Loose& element : item.items) append(encode_deterministic(element));
      break;
    case Kind::map: {
      std::vector<std::pair<Bytes, Bytes>> pairs;
      for (std::size_t i = 0; i + 1 < item.items.size(); i += 2) {
        pairs.emplace_back(encode_deterministic(item.items[i]), encode_deterministic(item.items[i + 1]));
      }
      std::sort(pairs.begin(), pairs.end());
      loose_detail::head(out, 5, pairs.size());
      for (const auto& [key, value] : pairs) {
        append(key);
        append(value);
      }
      break;
    }
    case Kind::tag:
      loose_detail::head(out, 6, item.argument);
      append(encode_deterministic(item.items.front()));
      break;
    case Kind::simple: loose_detail::head(out, 7, item.argument); break;
    case Kind::floating: loose_detail::floating(out, item.number); break;
  }
  return out;
}

/// is_deterministic says whether `input` is what encode_deterministic would write.
inline bool is_deterministic(ByteView input) {
  const std::optional<Loose> item = read_loose(input);
  return item && std::ranges::equal(encode_deterministic(*item), input);
}

}  // namespace heyi::test
