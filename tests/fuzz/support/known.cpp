// Signed contents as texts that can be compared.
#include "fuzz/support/known.hpp"

#include <algorithm>

#include "codec/cbor_writer.hpp"
#include "fuzz/support/tokens.hpp"

namespace heyi::fuzz {
namespace {

Bytes card_of(const card::CardObject& card) {
  cbor::Writer out;
  out.array(3).bytes(card.object.protected_bytes).raw(card.object.unprotected.encoded()).bytes(card.object.payload);
  return std::move(out).take();
}

std::string shown_of(const flow::Code& code) {
  cbor::Writer out;
  out.array(2 + code.cards.size()).integer(code.proof->header.algorithm).bytes(code.proof->object.payload);
  for (const card::CardObject& card : code.cards) out.raw(card_of(card));
  return std::string(as_text(out.view()));
}

}  // namespace

Known::Known() {
  for (const Made& made : made_codes()) {
    const auto code = flow::read_code(made.plain);
    if ((*code)->is_static()) {
      for (const card::CardObject& card : (*code)->cards) printed_.emplace(as_text(card_of(card)));
    } else {
      shown_.insert(shown_of(**code));
    }
  }
}

bool Known::holds(const flow::Code& code) const {
  if (!code.is_static()) return shown_.contains(shown_of(code));
  // Whoever holds printed cards may arrange them as he likes: each stands for itself.
  return std::all_of(code.cards.begin(), code.cards.end(), [this](const card::CardObject& card) {
    return printed_.contains(std::string(as_text(card_of(card))));
  });
}

}  // namespace heyi::fuzz
