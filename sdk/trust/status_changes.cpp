// Changes in LEB128: a suspended card costs two or three octets, whatever the size of the list.
#include "trust/status_changes.hpp"

#include <optional>

namespace heyi::trust {
namespace {

constexpr std::uint64_t kMaxNumber = std::uint64_t{1} << 30;

Error invalid(const char* what) { return fail(Reason::status_list_invalid, what); }

void put_number(std::uint64_t number, Bytes& out) {
  for (; number >= 0x80; number >>= 7) out.push_back(static_cast<std::uint8_t>(number | 0x80));
  out.push_back(static_cast<std::uint8_t>(number));
}

// None when the number is cut off, too large, or padded with an octet that says nothing.
std::optional<std::uint64_t> take_number(ByteView& changes) noexcept {
  std::uint64_t number = 0;
  for (unsigned shift = 0; !changes.empty() && shift <= 28; shift += 7) {
    const std::uint8_t octet = changes.front();
    changes = changes.subspan(1);
    number |= std::uint64_t{octet & 0x7FU} << shift;
    if (octet & 0x80) continue;
    if ((octet == 0 && shift > 0) || number >= kMaxNumber) return std::nullopt;
    return number;
  }
  return std::nullopt;
}

}  // namespace

Bytes write_changes(ByteView from, ByteView to) {
  Bytes changes;
  std::uint64_t next = 0;  // The entry after the last one that changed.
  for (std::size_t octet = 0; octet < to.size(); ++octet) {
    const std::uint8_t before = octet < from.size() ? from[octet] : 0;
    if (before == to[octet]) continue;
    for (unsigned place = 0; place < 4; ++place) {
      const unsigned value = to[octet] >> (2 * place) & 3U;
      if (value == (before >> (2 * place) & 3U)) continue;
      const std::uint64_t index = std::uint64_t{octet} * 4 + place;
      put_number((index - next) << 2 | value, changes);
      next = index + 1;
    }
  }
  return changes;
}

Result<void> apply_changes(ByteView changes, Bytes& packed) {
  std::uint64_t next = 0;
  while (!changes.empty()) {
    const std::optional<std::uint64_t> number = take_number(changes);
    if (!number) return invalid("delta: a number is cut off, too large or not in its shortest form");
    const std::uint64_t index = next + (*number >> 2);
    if (index / 4 >= packed.size()) return invalid("delta: an entry lies outside the list");
    std::uint8_t& octet = packed[static_cast<std::size_t>(index / 4)];
    const unsigned shift = static_cast<unsigned>(index % 4 * 2);
    const unsigned value = static_cast<unsigned>(*number & 3);
    if ((octet >> shift & 3U) == value) return invalid("delta: an entry does not change");
    octet = static_cast<std::uint8_t>((octet & ~(3U << shift)) | value << shift);
    next = index + 1;
  }
  return {};
}

}  // namespace heyi::trust
