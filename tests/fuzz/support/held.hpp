// What must hold of a card that its holder's app has read, wherever the octets came from.
#pragma once

#include <heyi/card.hpp>

#include "fuzz/support/target.hpp"

namespace heyi::fuzz {

inline void require_sound(const HeldCard& held) {
  require(!held.issuer.empty() && held.subject.size() == 12, "a held card names issuer and person");
  require(held.valid_from <= held.issued_at && held.issued_at < held.valid_until, "times are in order");
  const HeldSection* previous = nullptr;
  for (const HeldSection& section : held.sections) {
    require(previous == nullptr || previous->section < section.section, "each section is listed once, ascending");
    require(!section.withholdable || section.section != Section::px, "px is never withholdable");
    require(!held.is_static || section.section == Section::ss || section.section == Section::hc,
            "a printed card holds references alone");
    for (const HeldField& field : section.fields)
      require(!field.name.empty() && !field.value.empty(), "a field has name and value");
    previous = &section;
  }
}

}  // namespace heyi::fuzz
