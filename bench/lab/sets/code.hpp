// Codes to photograph: what a merged code looks like, of a version that one asks for.
#pragma once

#include <string>

#include <heyi/qr.hpp>

#include "camera/dice.hpp"

namespace heyi::lab {

/// Code is a symbol and the text that a reader has to give back.
struct Code {
  std::string text;
  QrSymbol symbol;
};

/// kMergedVersion is the version of the demo's merged code, `full`, at level M.
inline constexpr int kMergedVersion = 20;

/// draw_code makes a code of the version asked for (1 to 40) at level M. Its text is the prefix of Heyi's codes and
/// characters of Base45 by chance: signed and packed octets look no different, and need no keys.
Code draw_code(int version, Dice& dice);

}  // namespace heyi::lab
