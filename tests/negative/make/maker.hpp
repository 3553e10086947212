// Writes vectors: each is built from the fixed test keys, with one thing wrong, and signed again by whoever should have
// signed it, so that it is refused for that one thing.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "flow/forge.hpp"

namespace heyi::test::negative {

/// About is what a vector says of itself.
struct About {
  std::string expect;
  std::string cases;   ///< Numbers of cases.txt, separated by spaces; may be empty.
  std::string source;  ///< A public source, such as a section of an RFC.
  std::string note;    ///< One sentence: what is wrong with it.
};

using More = std::vector<std::pair<std::string, std::string>>;

/// Maker writes files below a folder: those that are missing, or all of them.
class Maker {
 public:
  Maker(std::filesystem::path folder, bool overwrite) : folder_(std::move(folder)), overwrite_(overwrite) {}

  /// vector writes `name`.vector. `more` may hold any header, and replaces the defaults of `now`.
  void vector(const std::string& name, const std::string& kind, const About& about, const std::string& body,
              const More& more = {});
  /// text is a code as the scanner hands it over; one with line ends or control characters is written in hex.
  void text(const std::string& name, const About& about, const std::string& text, const More& more = {});
  /// token is a code whose text spells the octets.
  void token(const std::string& name, const About& about, const Bytes& token, const More& more = {});
  /// octets is a vector of another kind whose body is hex, in lines.
  void octets(const std::string& name, const std::string& kind, const About& about, const Bytes& octets,
              const More& more = {});
  /// file writes a file that vectors name.
  void file(const std::string& name, ByteView content);

  int written() const { return written_; }

 private:
  std::filesystem::path folder_;
  bool overwrite_;
  int written_ = 0;
};

/// hex_lines is hex in lines of 96 digits.
std::string hex_lines(ByteView octets);

// Everybody signs with Ed25519, whose signatures are the same in every run, unless the case is about another algorithm.
inline const Suites kPlain = Suites::all(Algorithm::eddsa);
inline PrivateKey edkey(Party party) { return key(party, Algorithm::eddsa); }
inline Bytes label(std::int64_t number) { return cbor::encode_int(number); }

/// half_ss holds `ss` and the withholdable `id`, half_hc holds `hc`.
inline Bytes half_ss(Holding holding = {.redact = {Section::id}}) { return ss_card(kPlain, std::move(holding)); }
inline Bytes half_hc(const Holding& holding = {}) { return hc_card(kPlain, holding); }

/// proven puts cards under the holder's proof.
inline Bytes proven(const std::vector<Bytes>& cards, const card::ProofClaims& said = {"medical", kNow, {}},
                    Party holder = Party::holder) {
  return proof_over(cards, edkey(holder), said);
}

/// whole is the valid code that most cases start from: both halves, for a hospital.
inline Bytes whole() { return proven({half_ss(), half_hc()}); }

/// altered_hc is the health authority's card with some parts changed and signed again by it.
inline Bytes altered_hc(const std::function<void(Parts&)>& change) {
  return changed(half_hc(), edkey(Party::health), change);
}
/// altered_ss is the same of the social-security authority's card.
inline Bytes altered_ss(const std::function<void(Parts&)>& change) {
  return changed(half_ss(), edkey(Party::hrss), change);
}
/// altered_proof is a valid code whose proof has some parts changed and is signed again by the holder.
inline Bytes altered_proof(const std::function<void(Parts&)>& change) {
  return changed(proven({half_hc()}), edkey(Party::holder), change);
}

/// altered_by is an object with some parts changed, signed again by `party`, whose kid it then names.
inline Bytes altered_by(const Bytes& object, Party party, const std::function<void(Parts&)>& change) {
  return changed(object, edkey(party), [&](Parts& parts) {
    parts.headers[label(cose::kLabelKid)] = cbor::encode_bytes(*key_id(edkey(party).public_key()));
    change(parts);
  });
}

/// without_signature is an object whose signature is empty, with_damaged_signature one with a bit of it flipped.
inline Bytes without_signature(const Bytes& object) {
  Parts parts = apart(object);
  parts.signature.clear();
  return together(parts);
}
inline Bytes with_damaged_signature(const Bytes& object) {
  Parts parts = apart(object);
  parts.signature[3] ^= 1;
  return together(parts);
}

/// Listed is a CBOR map in the order its pairs were given in, which need not be the one they belong in.
using Listed = std::vector<std::pair<Bytes, Bytes>>;
inline Listed listed(const Pairs& pairs) { return {pairs.begin(), pairs.end()}; }
inline Bytes map_as_listed(const Listed& pairs) {
  cbor::Writer out;
  out.map(pairs.size());
  for (const auto& [name, value] : pairs) out.raw(name).raw(value);
  return std::move(out).take();
}

/// signed_octets is a COSE_Sign1 over octets that need not be well-formed.
inline Bytes signed_octets(const Bytes& headers, const Bytes& unprotected, const Bytes& payload, const Signer& signer) {
  return cose::assemble_sign1(headers, unprotected, payload, *signer.sign(cose::sig_structure(headers, payload)));
}
/// hc_with_payload is the health authority's card over such a payload.
inline Bytes hc_with_payload(const Bytes& payload) {
  return signed_octets(map_of(apart(half_hc()).headers), {0xa0}, payload, edkey(Party::health));
}

// The stages, one file each.
void make_world(Maker& maker);
void make_valid(Maker& maker);
void make_text(Maker& maker);
void make_cbor(Maker& maker);
void make_cose(Maker& maker);
void make_signatures(Maker& maker);
void make_trust_lists(Maker& maker);
void make_status_lists(Maker& maker);
void make_trust(Maker& maker);
void make_status(Maker& maker);
void make_cards(Maker& maker);
void make_disclosures(Maker& maker);
void make_persons(Maker& maker);
void make_times(Maker& maker);
void make_scopes(Maker& maker);
void make_mutations(Maker& maker);
void make_claims(Maker& maker);
void make_holder(Maker& maker);
void make_keys(Maker& maker);
void make_frames(Maker& maker);
void make_roots(Maker& maker);
void make_deltas(Maker& maker);
void make_rule_packs(Maker& maker);
void make_bundles(Maker& maker);
void make_logic(Maker& maker);
void make_audits(Maker& maker);
void make_setups(Maker& maker);

}  // namespace heyi::test::negative
