// A version is reached by making the text longer until it needs that version.
#include "sets/code.hpp"

namespace heyi::lab {

Code draw_code(int version, Dice& dice) {
  constexpr std::string_view kBase45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  std::string text = "HY1:";
  while (qr_version_for(text, QrLevel::medium) < version) text += kBase45[static_cast<std::size_t>(dice.below(45))];
  // As many again as may follow, so that padding is as rare as in real codes.
  for (int more = dice.below(16); more > 0 && qr_version_for(text + 'A', QrLevel::medium) == version; --more) {
    text += kBase45[static_cast<std::size_t>(dice.below(45))];
  }
  auto symbol = encode_qr(text);
  return {std::move(text), symbol ? *std::move(symbol) : QrSymbol{}};
}

}  // namespace heyi::lab
