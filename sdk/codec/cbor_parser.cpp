// The strict parser: one pass, no recursion, and memory that follows the octets present.
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "codec/cbor.hpp"
#include "codec/utf8_valid.hpp"

namespace heyi::cbor {
namespace {

/// Head is the first octets of an item: major type, additional information and the argument they give.
struct Head {
  std::uint8_t major;
  std::uint8_t info;
  std::uint64_t argument;
};

// A half is exact in a float when it is the same number; NaN has the one short form f97e00.
bool float_fits_half(float value) noexcept {
  if (std::isnan(value)) return true;
  const auto bits = std::bit_cast<std::uint32_t>(value);
  const int exponent = static_cast<int>((bits >> 23) & 0xff) - 127;
  const std::uint32_t fraction = bits & 0x7fffff;
  if (exponent == 128 || (exponent == -127 && fraction == 0)) return true;  // infinity, zero
  if (exponent >= -14 && exponent <= 15) return (fraction & 0x1fff) == 0;   // normal half
  if (exponent < -24 || exponent > 15) return false;
  const std::uint32_t dropped = static_cast<std::uint32_t>(13 + (-14 - exponent));  // subnormal half
  return ((fraction | 0x800000) & ((1U << dropped) - 1)) == 0;
}

bool double_fits_float(double value) noexcept {
  return std::isnan(value) || static_cast<double>(static_cast<float>(value)) == value;
}

}  // namespace

/// Parser fills a Tree's nodes; open containers wait on a stack that is as deep as kMaxDepth at the most.
class Parser {
 public:
  Parser(ByteView input, std::size_t max_nodes) : input_(input), max_nodes_(max_nodes) {}

  Result<Tree> run() {
    do {
      if (const Result<void> parsed = item(); !parsed) return parsed.error();
    } while (!open_.empty());
    if (at_ != input_.size()) return fail(Reason::cbor_trailing);
    Tree tree;
    tree.input_ = input_;
    tree.nodes_ = std::move(nodes_);
    return tree;
  }

 private:
  struct Open {
    std::uint32_t node;
    std::uint64_t left;  // Items still to come; a map counts keys and values.
    std::uint32_t last_child = 0;
    std::uint32_t last_key = 0;  // Of a map; 0 for none yet.
  };

  std::size_t rest() const noexcept { return input_.size() - at_; }

  Result<Head> head() {
    if (rest() == 0) return fail(Reason::cbor_truncated);
    const std::uint8_t first = input_[at_++];
    Head head{static_cast<std::uint8_t>(first >> 5), static_cast<std::uint8_t>(first & 0x1f), 0};
    if (head.info < 24) {
      head.argument = head.info;
      return head;
    }
    if (head.info == 31) return fail(Reason::cbor_indefinite);
    if (head.info > 27) return fail(Reason::cbor_reserved);
    const std::size_t size = std::size_t{1} << (head.info - 24);
    if (rest() < size) return fail(Reason::cbor_truncated);
    for (std::size_t i = 0; i < size; ++i) head.argument = head.argument << 8 | input_[at_++];
    return head;
  }

  // A head is the shortest when no smaller size could have held its argument. Floats have a rule of their own.
  static bool is_shortest(const Head& head) noexcept {
    switch (head.info) {
      case 24: return head.argument >= 24;
      case 25: return head.argument > 0xff;
      case 26: return head.argument > 0xffff;
      case 27: return head.argument > 0xffff'ffff;
      default: return true;
    }
  }

  Result<void> item() {
    const auto begin = static_cast<std::uint32_t>(at_);
    const Result<Head> read = head();
    if (!read) return read.error();
    if (read->major != 7 && !is_shortest(*read)) return fail(Reason::cbor_not_minimal);
    if (nodes_.size() >= max_nodes_) return fail(Reason::cbor_too_large, "too many items");
    const auto index = static_cast<std::uint32_t>(nodes_.size());
    nodes_.push_back(Node{read->argument, begin, 0, static_cast<std::uint32_t>(at_), 0, Kind::uint});
    link(index);
    Node& node = nodes_[index];
    switch (read->major) {
      case 0: break;
      case 1: node.kind = Kind::negative; break;
      case 2:
      case 3:
        if (const Result<void> taken = string(node, read->major == 3); !taken) return taken;
        break;
      case 4: return container(index, Kind::array, read->argument, 1);
      case 5: return container(index, Kind::map, read->argument, 2);
      case 6: return container(index, Kind::tag, 1, 1);
      default:
        if (const Result<void> taken = simple(node, *read); !taken) return taken;
    }
    return close(index);
  }

  Result<void> string(Node& node, bool is_text) {
    node.kind = is_text ? Kind::text : Kind::bytes;
    if (node.argument > rest()) return fail(Reason::cbor_truncated);
    const ByteView content = input_.subspan(at_, static_cast<std::size_t>(node.argument));
    if (is_text && !is_valid_utf8(content)) return fail(Reason::cbor_bad_utf8);
    at_ += content.size();
    return {};
  }

  Result<void> simple(Node& node, const Head& head) {
    switch (head.info) {
      case 20:
      case 21: node.kind = Kind::boolean; return {};
      case 22: node.kind = Kind::null; return {};
      case 23: node.kind = Kind::undefined; return {};
      case 24:
        // 59 marks redacted claims (SD-CWT); every other extended simple value is unassigned.
        node.kind = Kind::simple;
        return head.argument == 59 ? Result<void>{} : fail(Reason::cbor_reserved);
      case 25: return half(node);
      case 26: return single(node);
      case 27: return twice(node);
      default: return fail(Reason::cbor_reserved);
    }
  }

  Result<void> half(Node& node) const {
    node.kind = Kind::floating;
    const bool is_nan = (node.argument & 0x7c00) == 0x7c00 && (node.argument & 0x3ff) != 0;
    if (is_nan && node.argument != 0x7e00) return fail(Reason::cbor_bad_float);
    return {};
  }

  Result<void> single(Node& node) const {
    node.kind = Kind::floating;
    const float value = std::bit_cast<float>(static_cast<std::uint32_t>(node.argument));
    if (float_fits_half(value)) return fail(Reason::cbor_bad_float);
    return {};
  }

  Result<void> twice(Node& node) const {
    node.kind = Kind::floating;
    if (double_fits_float(std::bit_cast<double>(node.argument))) return fail(Reason::cbor_bad_float);
    return {};
  }

  Result<void> container(std::uint32_t index, Kind kind, std::uint64_t count, std::uint64_t items_each) {
    nodes_[index].kind = kind;
    // Every item takes an octet at least, so a larger count cannot be true; nothing is reserved from it.
    if (count > rest() / items_each) return fail(Reason::cbor_truncated);
    if (open_.size() >= static_cast<std::size_t>(kMaxDepth)) return fail(Reason::cbor_too_deep);
    if (count == 0) return close(index);
    open_.push_back(Open{index, count * items_each});
    return {};
  }

  // link makes the new node the next sibling of its container's last child.
  void link(std::uint32_t index) {
    if (open_.empty()) return;
    Open& parent = open_.back();
    if (parent.last_child != 0) nodes_[parent.last_child].next = index;
    parent.last_child = index;
  }

  // close ends an item, and with it every container whose last item it was.
  Result<void> close(std::uint32_t index) {
    while (true) {
      nodes_[index].end = static_cast<std::uint32_t>(at_);
      if (open_.empty()) return {};
      Open& parent = open_.back();
      const bool is_key = nodes_[parent.node].kind == Kind::map && parent.left % 2 == 0;
      if (is_key) {
        if (const Result<void> ordered = check_key(parent, index); !ordered) return ordered;
      }
      if (--parent.left > 0) return {};
      index = parent.node;
      open_.pop_back();
    }
  }

  Result<void> check_key(Open& parent, std::uint32_t index) const {
    const std::uint32_t previous = parent.last_key;
    parent.last_key = index;
    if (previous == 0) return {};
    const ByteView before = input_.subspan(nodes_[previous].begin, nodes_[previous].end - nodes_[previous].begin);
    const ByteView now = input_.subspan(nodes_[index].begin, nodes_[index].end - nodes_[index].begin);
    if (std::ranges::equal(before, now)) return fail(Reason::cbor_duplicate_key);
    if (!std::ranges::lexicographical_compare(before, now)) return fail(Reason::cbor_unsorted);
    return {};
  }

  ByteView input_;
  std::size_t max_nodes_;
  std::size_t at_ = 0;
  std::vector<Node> nodes_;
  std::vector<Open> open_;
};

Result<Tree> Tree::parse(ByteView input, Limits limits) {
  if (input.size() > limits.max_size || input.size() > 0x7fff'ffff) return fail(Reason::cbor_too_large);
  return Parser(input, limits.max_nodes).run();
}

Result<Tree> Tree::parse_within(ByteView input, Reason malformed, Limits limits) {
  Result<Tree> tree = parse(input, limits);
  if (!tree && tree.error().reason == Reason::cbor_truncated) return fail(malformed, "cut off within a byte string");
  return tree;
}

}  // namespace heyi::cbor
