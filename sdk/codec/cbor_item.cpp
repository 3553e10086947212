// Reading parsed items.
#include <limits>

#include "codec/cbor.hpp"

namespace heyi::cbor {

Kind Item::kind() const noexcept { return node().kind; }

ByteView Item::encoded() const noexcept { return {input_ + node().begin, node().end - node().begin}; }

Result<std::uint64_t> Item::as_uint() const {
  if (!is(Kind::uint)) return fail(Reason::cbor_wrong_type);
  return node().argument;
}

Result<std::int64_t> Item::as_int() const {
  const bool is_integer = is(Kind::uint) || is(Kind::negative);
  if (!is_integer || node().argument > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
    return fail(Reason::cbor_wrong_type);
  }
  const auto argument = static_cast<std::int64_t>(node().argument);
  return is(Kind::uint) ? argument : -1 - argument;
}

Result<ByteView> Item::as_bytes() const {
  if (!is(Kind::bytes)) return fail(Reason::cbor_wrong_type);
  return ByteView{input_ + node().content, node().end - node().content};
}

Result<std::string_view> Item::as_text() const {
  if (!is(Kind::text)) return fail(Reason::cbor_wrong_type);
  return heyi::as_text(ByteView{input_ + node().content, node().end - node().content});
}

Result<bool> Item::as_bool() const {
  if (!is(Kind::boolean)) return fail(Reason::cbor_wrong_type);
  return node().argument == 21;
}

bool Item::is_int(std::int64_t value) const noexcept {
  if (value >= 0) return is(Kind::uint) && node().argument == static_cast<std::uint64_t>(value);
  return is(Kind::negative) && node().argument == static_cast<std::uint64_t>(-1 - value);
}

bool Item::is_text(std::string_view value) const noexcept {
  return is(Kind::text) && heyi::as_text(ByteView{input_ + node().content, node().end - node().content}) == value;
}

std::optional<std::uint8_t> Item::simple_value() const noexcept {
  if (!is(Kind::simple)) return std::nullopt;
  return static_cast<std::uint8_t>(node().argument);
}

std::size_t Item::size() const noexcept {
  switch (kind()) {
    case Kind::array:
    case Kind::map: return static_cast<std::size_t>(node().argument);
    case Kind::tag: return 1;
    default: return 0;
  }
}

std::uint64_t Item::tag() const noexcept { return is(Kind::tag) ? node().argument : 0; }

std::optional<Item> Item::first() const noexcept {
  if (size() == 0) return std::nullopt;
  return sibling(index_ + 1);
}

std::optional<Item> Item::next() const noexcept {
  if (node().next == 0) return std::nullopt;
  return sibling(node().next);
}

std::optional<Item> Item::at(std::size_t index) const noexcept {
  if (!is(Kind::array) || index >= size()) return std::nullopt;
  auto element = first();
  while (index-- > 0) element = element->next();
  return element;
}

std::optional<Item> Item::find(std::int64_t key) const noexcept {
  if (!is(Kind::map)) return std::nullopt;
  for (auto candidate = first(); candidate; candidate = candidate->next()->next()) {
    if (candidate->is_int(key)) return candidate->next();
  }
  return std::nullopt;
}

std::optional<Item> Item::find(std::string_view key) const noexcept {
  if (!is(Kind::map)) return std::nullopt;
  for (auto candidate = first(); candidate; candidate = candidate->next()->next()) {
    if (candidate->is_text(key)) return candidate->next();
  }
  return std::nullopt;
}

std::optional<Item> Item::find_simple(std::uint8_t key) const noexcept {
  if (!is(Kind::map)) return std::nullopt;
  for (auto candidate = first(); candidate; candidate = candidate->next()->next()) {
    if (candidate->simple_value() == key) return candidate->next();
  }
  return std::nullopt;
}

}  // namespace heyi::cbor
