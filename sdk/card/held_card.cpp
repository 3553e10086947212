// A card as its holder sees it.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include <heyi/card.hpp>

#include "card/build.hpp"
#include "card/payload.hpp"
#include "card/section_json.hpp"
#include "cose/registry.hpp"

namespace heyi {
namespace {

HeldSection held_section(Section section, const cbor::Item& value, bool withholdable) {
  HeldSection held{section, withholdable, {}};
  for (const Field& field : section_fields(section)) {
    const auto found = value.find(field.key);
    if (!found) continue;
    const std::string name = std::string(section_name(section)) + "." + std::string(field.name);
    held.fields.push_back({name, field_to_json(field, *found).dump()});
  }
  return held;
}

// Openings are what the holder can open; decoys are counted, and never shown.
struct Openings {
  std::vector<Section> sections;
  std::set<Digest> decoys;
};

// all_stand_in says whether each of `digests` is a hash of the payload, whose hashes are known to differ.
bool all_stand_in(const cbor::Item& payload, const std::set<Digest>& digests) {
  std::size_t found = 0;
  const auto hashes = payload.find_simple(cose::kSimpleRedactedKeys);
  for (auto hash = hashes ? hashes->first() : std::nullopt; hash; hash = hash->next()) {
    Digest digest{};
    const ByteView octets = hash->as_bytes().value_or(ByteView{});
    if (octets.size() != digest.size()) continue;
    std::ranges::copy(octets, digest.begin());
    found += digests.count(digest);
  }
  return found == digests.size();
}

Result<Openings> openings_of(const card::CardObject& object) {
  Openings openings;
  const auto sd_claims = object.sd_claims();
  if (!sd_claims) return openings;
  const auto disclosures = card::read_disclosures(*sd_claims, object.hash);
  if (!disclosures) return disclosures.error();
  for (const card::Disclosure& disclosure : *disclosures) {
    if (disclosure.is_decoy()) {
      if (!openings.decoys.insert(disclosure.hash).second) return fail(Reason::sd_repeated_hash);
      continue;
    }
    const auto key = disclosure.key();
    const auto section = key ? section_from_name(key->as_text().value_or(std::string_view{})) : std::nullopt;
    if (!section) return fail(Reason::sd_malformed);
    openings.sections.push_back(*section);
  }
  return openings;
}

}  // namespace

Result<HeldCard> read_card(ByteView encoded) {
  const Result<cbor::Tree> tree = cbor::Tree::parse(encoded);
  if (!tree) return tree.error();
  const Result<card::CardObject> whole = card::read_either(tree->root());
  if (!whole) return whole.error();
  const Result<Openings> openings = openings_of(*whole);
  if (!openings) return openings.error();

  Bytes shown(encoded.begin(), encoded.end());
  if (!whole->is_static) {
    Result<Bytes> chosen = card::choose_disclosures(encoded, openings->sections);
    if (!chosen) return chosen.error();
    shown = *std::move(chosen);
  }
  const Result<cbor::Tree> shown_tree = cbor::Tree::parse(shown);
  if (!shown_tree) return shown_tree.error();
  const Result<card::CardObject> object = card::read_either(shown_tree->root());
  if (!object) return object.error();
  const Result<cbor::Tree> payload = cbor::Tree::parse_within(object->object.payload, Reason::cose_malformed);
  if (!payload) return payload.error();
  const Result<card::Envelope> envelope = card::read_envelope(payload->root(), object->is_static);
  if (!envelope) return envelope.error();
  const auto content = card::open_content(*object, payload->root());
  if (!content) return content.error();
  if (!all_stand_in(payload->root(), openings->decoys)) return fail(Reason::sd_unreferenced);

  HeldCard held{envelope->issuer,
                envelope->subject,
                envelope->issued_at,
                envelope->not_before,
                envelope->expires_at,
                object->is_static,
                static_cast<int>(openings->decoys.size()),
                {}};
  for (const Section section : kAllSections) {
    const auto value = (*content)->section(section);
    if (!value) continue;
    const auto& hidden = openings->sections;
    held.sections.push_back(
        held_section(section, *value, std::find(hidden.begin(), hidden.end(), section) != hidden.end()));
  }
  return held;
}

}  // namespace heyi
