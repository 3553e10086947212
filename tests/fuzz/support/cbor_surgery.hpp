// Changes to a signed object's structure, as somebody makes them who knows CBOR: elements lost, doubled, exchanged.
#pragma once

#include <heyi/bytes.hpp>
#include <optional>
#include <vector>

namespace heyi::fuzz {

/// Dice are repeatable random numbers (splitmix64).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) noexcept : state_(seed) {}
  std::uint64_t next() noexcept;
  /// below is a number from 0 to `bound` - 1; 0 when bound is 0.
  std::size_t below(std::size_t bound) noexcept { return bound == 0 ? 0 : static_cast<std::size_t>(next() % bound); }
  bool one_in(std::size_t n) noexcept { return below(n) == 0; }

 private:
  std::uint64_t state_;
};

/// Piece is a data item that can be taken apart and written again, also wrongly. A byte string that holds CBOR itself,
/// as protected headers, payloads and disclosures do, is opened.
struct Piece {
  std::uint8_t major = 0;
  std::uint8_t low = 0;        ///< Low bits of the first octet of a simple value or a float.
  std::uint64_t argument = 0;  ///< Value, tag or simple value; lengths and counts follow from the content.
  std::uint64_t skew = 0;      ///< Added to the length or count that is written: a lie.
  Bytes octets;                ///< Of a string; of a float.
  std::vector<Piece> parts;    ///< Elements, keys and values in turn, a tag's content, or what a byte string holds.
  bool wraps = false;          ///< This byte string's content is parts.front().
};

/// take_apart reads one item that fills `octets`; none when the strict reader refuses it.
std::optional<Piece> take_apart(ByteView octets);

/// put_together writes a piece; heads are the shortest, keys stay where they stand.
Bytes put_together(const Piece& piece);

/// operate makes one random change to a piece or to one within it; `donor` lends pieces.
void operate(Piece& patient, const Piece& donor, Dice& dice);

/// cut_octets makes one random change that knows no structure: bits, octets, stretches, splices from `donor`.
void cut_octets(Bytes& octets, ByteView donor, Dice& dice);

}  // namespace heyi::fuzz
