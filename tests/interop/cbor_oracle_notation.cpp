// The two walks: libcbor's items and ours, into one notation.
#include <bit>
#include <cmath>
#include <cstdio>

#include "interop/cbor_oracle.hpp"

namespace heyi::test {
namespace {

std::string hex(const std::uint8_t* octets, std::size_t size) {
  std::string text;
  for (std::size_t i = 0; i < size; ++i) {
    char digits[3];
    std::snprintf(digits, sizeof digits, "%02x", octets[i]);
    text += digits;
  }
  return text;
}

// Floats are compared by the bits of the double that they stand for; all NaNs are one.
std::string number(double value) {
  if (std::isnan(value)) return "f(nan)";
  return "f(" + std::to_string(std::bit_cast<std::uint64_t>(value)) + ")";
}

double half(std::uint64_t bits) {
  const auto sign = (bits & 0x8000) != 0 ? -1.0 : 1.0;
  const int exponent = static_cast<int>(bits >> 10 & 0x1f);
  const auto fraction = static_cast<double>(bits & 0x3ff);
  if (exponent == 31) return fraction == 0 ? sign * HUGE_VAL : std::nan("");
  return sign * (exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25));
}

std::string floating(ByteView encoded) {
  std::uint64_t bits = 0;
  for (const std::uint8_t octet : encoded.subspan(1)) bits = bits << 8 | octet;
  if (encoded.size() == 3) return number(half(bits));
  if (encoded.size() == 5) return number(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
  return number(std::bit_cast<double>(bits));
}

// What the head says, for integers: as_uint and as_int do not reach below -2^63.
std::uint64_t argument(ByteView encoded) {
  if (encoded.size() == 1) return encoded[0] & 0x1f;
  std::uint64_t value = 0;
  for (const std::uint8_t octet : encoded.subspan(1)) value = value << 8 | octet;
  return value;
}

// counts_are_possible walks the heads with libcbor's streaming decoder, which allocates nothing: cbor_load reserves,
// and fills, whatever a head declares, so that a few damaged octets would cost gigabytes.
bool counts_are_possible(ByteView input) {
  struct Context {
    std::size_t limit;
    bool possible = true;
  } context{input.size()};
  cbor_callbacks callbacks = cbor_empty_callbacks;
  const auto check = [](void* at, std::size_t count) {
    auto* seen = static_cast<Context*>(at);
    if (count > seen->limit) seen->possible = false;
  };
  callbacks.array_start = check;
  callbacks.map_start = check;
  while (!input.empty() && context.possible) {
    const cbor_decoder_result step = cbor_stream_decode(input.data(), input.size(), &callbacks, &context);
    if (step.status != CBOR_DECODER_FINISHED) return false;
    input = input.subspan(step.read);
  }
  return context.possible;
}

}  // namespace

CborPtr oracle_parse(ByteView input) {
  if (!counts_are_possible(input)) return nullptr;
  cbor_load_result result{};
  CborPtr item(cbor_load(input.data(), input.size(), &result));
  if (item == nullptr || result.read != input.size()) return nullptr;
  return item;
}

std::string oracle_notation(const cbor_item_t* item) {
  std::string text;
  switch (cbor_typeof(item)) {
    case CBOR_TYPE_UINT: return "u" + std::to_string(cbor_get_int(item));
    case CBOR_TYPE_NEGINT: return "n" + std::to_string(cbor_get_int(item));
    case CBOR_TYPE_BYTESTRING:
      if (!cbor_bytestring_is_definite(item)) return "indefinite";
      return "b'" + hex(cbor_bytestring_handle(item), cbor_bytestring_length(item)) + "'";
    case CBOR_TYPE_STRING:
      if (!cbor_string_is_definite(item)) return "indefinite";
      return "t'" + hex(cbor_string_handle(item), cbor_string_length(item)) + "'";
    case CBOR_TYPE_ARRAY:
      text = "[";
      for (std::size_t i = 0; i < cbor_array_size(item); ++i) text += oracle_notation(cbor_array_handle(item)[i]) + ",";
      return text + "]";
    case CBOR_TYPE_MAP:
      text = "{";
      for (std::size_t i = 0; i < cbor_map_size(item); ++i) {
        const cbor_pair& pair = cbor_map_handle(item)[i];
        text += oracle_notation(pair.key) + ":" + oracle_notation(pair.value) + ",";
      }
      return text + "}";
    case CBOR_TYPE_TAG: {
      const CborPtr content(cbor_tag_item(item));
      return "g" + std::to_string(cbor_tag_value(item)) + "(" + oracle_notation(content.get()) + ")";
    }
    case CBOR_TYPE_FLOAT_CTRL: break;
  }
  if (cbor_float_ctrl_is_ctrl(item)) return "s" + std::to_string(cbor_ctrl_value(item));
  return number(cbor_float_get_float(item));
}

std::string our_notation(const cbor::Item& item) {
  using cbor::Kind;
  std::string text;
  switch (item.kind()) {
    case Kind::uint: return "u" + std::to_string(*item.as_uint());
    case Kind::negative: return "n" + std::to_string(argument(item.encoded()));
    case Kind::bytes: return "b'" + hex(item.as_bytes()->data(), item.as_bytes()->size()) + "'";
    case Kind::text: return "t'" + hex(as_bytes(*item.as_text()).data(), item.as_text()->size()) + "'";
    case Kind::array:
      text = "[";
      for (auto element = item.first(); element; element = element->next()) text += our_notation(*element) + ",";
      return text + "]";
    case Kind::map:
      text = "{";
      for (auto key = item.first(); key; key = key->next()->next())
        text += our_notation(*key) + ":" + our_notation(*key->next()) + ",";
      return text + "}";
    case Kind::tag: return "g" + std::to_string(item.tag()) + "(" + our_notation(*item.first()) + ")";
    case Kind::boolean: return *item.as_bool() ? "s21" : "s20";
    case Kind::null: return "s22";
    case Kind::undefined: return "s23";
    case Kind::simple: return "s" + std::to_string(*item.simple_value());
    case Kind::floating: return floating(item.encoded());
  }
  return {};
}

Bytes oracle_encoding(const cbor_item_t* item) {
  unsigned char* octets = nullptr;
  std::size_t capacity = 0;
  const std::size_t size = cbor_serialize_alloc(item, &octets, &capacity);
  Bytes out(octets, octets + size);
  std::free(octets);
  return out;
}

}  // namespace heyi::test
