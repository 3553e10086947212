// The strict CBOR reader: RFC 8949 core deterministic encoding (§4.2.1) and nothing else.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <heyi/bytes.hpp>
#include <heyi/result.hpp>

namespace heyi::cbor {

/// kMaxDepth is how deep arrays, maps and tags may nest.
inline constexpr int kMaxDepth = 16;

enum class Kind : std::uint8_t {
  uint,
  negative,
  bytes,
  text,
  array,
  map,
  tag,
  boolean,
  null,
  undefined,
  simple,
  floating
};

class Tree;

/// Node is one parsed item as a Tree keeps it.
struct Node {
  std::uint64_t argument;    // Value, length, count, tag or simple number.
  std::uint32_t begin, end;  // The encoding within the input.
  std::uint32_t content;     // Where the head ends.
  std::uint32_t next;        // Index of the next sibling; 0 for none.
  Kind kind;
};

/// Item points at one data item of a Tree; it lives no longer than the tree, and survives its being moved. Cheap to
/// copy. Readers named as_… answer `cbor.wrong_type` for another kind.
class Item {
 public:
  Kind kind() const noexcept;
  bool is(Kind kind) const noexcept { return this->kind() == kind; }

  /// encoded is the item's whole encoding, head and content, borrowed from the tree's input.
  ByteView encoded() const noexcept;

  Result<std::uint64_t> as_uint() const;
  /// as_int reads an unsigned or negative integer that fits 64 bits.
  Result<std::int64_t> as_int() const;
  Result<ByteView> as_bytes() const;
  Result<std::string_view> as_text() const;
  Result<bool> as_bool() const;

  /// is_int says whether this is the integer `value`; false for every other kind.
  bool is_int(std::int64_t value) const noexcept;
  bool is_text(std::string_view value) const noexcept;
  /// simple_value is the number of a simple value other than false, true, null and undefined.
  std::optional<std::uint8_t> simple_value() const noexcept;

  /// size is the number of elements of an array, of pairs of a map, 1 for a tag; else 0.
  std::size_t size() const noexcept;
  /// tag is the tag number; only for Kind::tag, whose content is first().
  std::uint64_t tag() const noexcept;

  /// first is the first element of an array, the first key of a map or a tag's content; none when empty.
  /// next is the sibling after this item; in a map keys and values alternate.
  std::optional<Item> first() const noexcept;
  std::optional<Item> next() const noexcept;

  /// at is the element `index` of an array; none outside its bounds. Walks from the first.
  std::optional<Item> at(std::size_t index) const noexcept;
  /// find is a map's value under an integer, text or simple key; none when absent or when this is no map.
  std::optional<Item> find(std::int64_t key) const noexcept;
  std::optional<Item> find(std::string_view key) const noexcept;
  std::optional<Item> find_simple(std::uint8_t key) const noexcept;

 private:
  friend class Tree;
  Item(const Node* nodes, const std::uint8_t* input, std::uint32_t index) noexcept
      : nodes_(nodes), input_(input), index_(index) {}
  const Node& node() const noexcept { return nodes_[index_]; }
  Item sibling(std::uint32_t index) const noexcept { return {nodes_, input_, index}; }

  const Node* nodes_;
  const std::uint8_t* input_;
  std::uint32_t index_;
};

/// Limits of one parse; above either: `cbor.too_large`. The default covers every token, for no token has more items
/// than octets. Lists ask for more octets, and for no more items than they have: an item of one octet takes 32 of
/// memory.
struct Limits {
  std::size_t max_size = 8192;   ///< Octets of input.
  std::size_t max_nodes = 8192;  ///< Data items, containers and tags counted.
};

/// Tree is a parsed CBOR data item. It borrows the input, which must outlive it and every Item.
class Tree {
 public:
  /// parse reads exactly one item that fills `input`, checking all of RFC 8949 §4.2.1: shortest heads, no
  /// indefinite length, keys sorted bytewise and unique, valid UTF-8, shortest floats without NaN payloads,
  /// simple values 20 to 23 and 59 alone (59 marks redacted claims), depth up to kMaxDepth, nothing trailing. Fails
  /// with the `cbor.…` reason of the first violation. Memory grows with the octets present, never with a declared
  /// length.
  static Result<Tree> parse(ByteView input, Limits limits = {});

  /// parse_within is parse for octets that stand in a byte string of an object which is itself whole. What is cut off
  /// in there no second scan completes, so `malformed` is told in place of `cbor.truncated`.
  static Result<Tree> parse_within(ByteView input, Reason malformed, Limits limits = {});

  Item root() const noexcept { return {nodes_.data(), input_.data(), 0}; }

 private:
  friend class Parser;
  ByteView input_;
  std::vector<Node> nodes_;  // In order of appearance: a container's first child follows it.
};

}  // namespace heyi::cbor
