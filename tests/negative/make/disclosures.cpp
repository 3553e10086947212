// Stage 7, disclosures, and the packed form: what is opened must be what was hidden, each thing once, in one way.
#include <algorithm>

#include "card/pack.hpp"
#include "negative/make/maker.hpp"

namespace heyi::test::negative {
namespace {

const char* const kSource = "SD-CWT draft, Verifier Validation; docs/format.md section 13";

// hidden is the social-security card with its two sections withheld: hashes and disclosures to play with.
Bytes hidden() { return half_ss({.redact = {Section::id, Section::ss}}); }

std::vector<Bytes> hashes_of(const Parts& card) {
  std::vector<Bytes> hashes;
  const cbor::Tree tree = *cbor::Tree::parse(card.payload.at(simple_59()));
  for (auto item = tree.root().first(); item; item = item->next()) hashes.push_back(octets(item->encoded()));
  return hashes;
}

Bytes array_of(const std::vector<Bytes>& items) {
  cbor::Writer out;
  out.array(items.size());
  for (const Bytes& item : items) out.raw(item);
  return std::move(out).take();
}

Bytes hash_of(const Bytes& disclosure) {
  const Digest digest = *card::hash_disclosure(HashAlgorithm::sha256, disclosure);
  return cbor::encode_bytes(Bytes(digest.begin(), digest.end()));
}

// hiding is the health card that hides `disclosures` (without their byte strings' heads), and opens them.
Bytes hiding(std::vector<Bytes> disclosures, const std::function<void(Parts&)>& change = [](Parts&) {}) {
  std::sort(disclosures.begin(), disclosures.end(),
            [](const Bytes& a, const Bytes& b) { return hash_of(a) < hash_of(b); });
  return altered_hc([&](Parts& card) {
    std::vector<Bytes> hashes, wrapped;
    for (const Bytes& one : disclosures) {
      hashes.push_back(hash_of(one));
      wrapped.push_back(cbor::encode_bytes(one));
    }
    card.payload[simple_59()] = array_of(hashes);
    set_disclosures(card, wrapped);
    change(card);
  });
}

Bytes disclosure(const Bytes& salt, const Bytes& value, const Bytes& key) {
  return std::move(cbor::Writer{}.array(3).bytes(salt).raw(value).raw(key)).take();
}

const Bytes kSalt(16, 0x5a);
Bytes vx() {
  return apart(issued(health_rich_claims(), Party::health, Algorithm::eddsa, kPlain, {}))
      .payload.at(cbor::encode_text("vx"));
}
Bytes name(const char* section) { return cbor::encode_text(section); }

void make_opened(Maker& maker) {
  const auto make = [&](const char* word, const char* expect, const char* number, const char* note, const Bytes& card) {
    maker.token(std::string("disclosure/") + word, {expect, number, kSource, note}, proven({card}));
  };
  const Parts whole_card = apart(hidden());
  const std::vector<Bytes> all = disclosures_of(whole_card);
  const auto opening = [&](const std::vector<Bytes>& list) {
    Parts card = whole_card;
    set_disclosures(card, list);
    return together(card);
  };
  const Bytes foreign = disclosures_of(apart(half_ss({.redact = {Section::id}, .seed = 9}))).front();
  make("of_another_card", "sd.unreferenced", "27.1", "The disclosure is another card's.", opening({foreign}));
  Parts bare = apart(half_hc());
  set_disclosures(bare, {foreign});
  make("where_nothing_is_hidden", "sd.unreferenced", "27.1", "A disclosure beside a card that hides nothing.",
       together(bare));
  make("twice", "sd.repeated_hash", "27.2", "The same disclosure twice.", opening({all[0], all[0]}));
  make("order", "sd.order", "", "The disclosures are not in the order of their hashes.", opening({all[1], all[0]}));
  make("none", "sd.empty", "27.5", "sd_claims is there and empty.", opening({}));
  const auto hashes = [&](const std::function<void(std::vector<Bytes>&)>& change) {
    return changed(hidden(), edkey(Party::hrss), [&](Parts& card) {
      std::vector<Bytes> list = hashes_of(card);
      change(list);
      card.payload[simple_59()] = array_of(list);
    });
  };
  make("hash_twice", "sd.repeated_hash", "27.2", "A hash stands twice in the payload.",
       hashes([](auto& list) { list.insert(list.begin(), list.front()); }));
  make("hash_order", "sd.order", "", "The hashes do not ascend.",
       hashes([](auto& list) { std::swap(list[0], list[1]); }));
  make("hash_of_31", "sd.malformed", "", "A hash is an octet short.",
       hashes([](auto& list) { list[0] = cbor::encode_bytes(Bytes(31, 0)); }));
  make("hash_text", "sd.malformed", "", "A hash is a text.",
       hashes([](auto& list) { list[0] = cbor::encode_text(std::string(32, 'x')); }));
  make("hashes_empty", "sd.malformed", "", "The list of hashes is empty.", hashes([](auto& list) { list.clear(); }));
}

void make_hidden(Maker& maker) {
  const auto make = [&](const char* word, const char* expect, const char* number, const char* note, const Bytes& card) {
    maker.token(std::string("disclosure/") + word, {expect, number, kSource, note}, proven({card}));
  };
  make("in_order", "ok", "", "A withheld section that is opened; nothing is wrong with it.",
       hiding({disclosure(kSalt, vx(), name("vx"))}));
  const Bytes hc = apart(half_hc()).payload.at(name("hc"));
  make("of_what_stands_there", "sd.duplicate_claim", "27.3", "The disclosed section stands in the payload already.",
       hiding({disclosure(kSalt, hc, name("hc"))}));
  make("two_of_one_section", "sd.duplicate_claim", "27.3", "Two disclosures open the same section.",
       hiding({disclosure(kSalt, vx(), name("vx")), disclosure(Bytes(16, 0x5b), vx(), name("vx"))}));
  make("salt_of_15", "sd.bad_salt", "27.4", "The salt has 15 octets.",
       hiding({disclosure(Bytes(15, 1), vx(), name("vx"))}));
  make("salt_of_17", "sd.bad_salt", "27.4", "The salt has 17 octets.",
       hiding({disclosure(Bytes(17, 1), vx(), name("vx"))}));
  make("salt_empty", "sd.bad_salt", "27.4", "The salt is empty.", hiding({disclosure({}, vx(), name("vx"))}));
  make("salt_text", "sd.bad_salt", "27.4", "The salt is a text.",
       hiding({std::move(cbor::Writer{}.array(3).text("1234567890123456").raw(vx()).text("vx")).take()}));
  const Bytes px = apart(issued(hrss_rich_claims(), Party::hrss, Algorithm::eddsa, kPlain, {})).payload.at(name("px"));
  make("of_px", "sd.not_redactable", "27.6", "Who presents was hidden, and is opened.",
       hiding({disclosure(kSalt, px, name("px"))}));
  make("of_an_unknown_section", "sd.not_redactable", "27.6", "A claim that is no section was hidden.",
       hiding({disclosure(kSalt, vx(), name("zz"))}));
  make("of_exp", "sd.not_redactable", "27.6", "exp was hidden.",
       hiding({disclosure(kSalt, cbor::encode_int(1), label(cose::kClaimExp))}));
  make("of_a_decoy", "sd.decoy_opened", "27.8", "A decoy was opened.",
       hiding({std::move(cbor::Writer{}.array(1).bytes(kSalt)).take()}));
  make("of_an_array_element", "sd.malformed", "27.8", "A disclosure without a key, as array elements have.",
       hiding({std::move(cbor::Writer{}.array(2).bytes(kSalt).raw(vx())).take()}));
  make("of_four_elements", "sd.malformed", "27.8", "A disclosure of four elements.",
       hiding({std::move(cbor::Writer{}.array(4).bytes(kSalt).raw(vx()).text("vx").integer(0)).take()}));
  make("a_map", "sd.malformed", "", "A disclosure is a map.", hiding({{0xa0}}));
  make("trailing", "cbor.trailing", "6.2", "An octet behind a disclosure, within its byte string.", hiding({[] {
         Bytes one = disclosure(kSalt, vx(), name("vx"));
         one.push_back(0);
         return one;
       }()}));
  make("cut_off", "sd.malformed", "32.1", "A disclosure ends too early within its byte string.", hiding({[] {
         Bytes one = disclosure(kSalt, vx(), name("vx"));
         one.pop_back();
         return one;
       }()}));
  make("malformed_section", "card.bad_claim", "", "The disclosed section is a number.",
       hiding({disclosure(kSalt, {0x00}, name("vx"))}));
  make("unknown_hash", "sd.bad_algorithm", "", "sd_alg is SHA-512, which is none of the two.",
       hiding({disclosure(kSalt, vx(), name("vx"))},
              [](Parts& card) { card.headers[label(cose::kLabelSdAlg)] = label(-44); }));
  make("hash_of_sm3", "sd.unreferenced", "27.1", "sd_alg is SM3, the hashes are SHA-256.",
       hiding({disclosure(kSalt, vx(), name("vx"))},
              [](Parts& card) { card.headers[label(cose::kLabelSdAlg)] = label(-65538); }));
  Pairs deep = pairs_of(hc);
  deep[simple_59()] = std::move(cbor::Writer{}.array(1).bytes(Bytes(32, 1))).take();
  make("deep_hashes", "sd.not_redactable", "27.6", "Hashes within a section: one field of it is hidden.",
       altered_hc([&](Parts& card) { card.payload[name("hc")] = map_of(deep); }));
  Pairs tagged = pairs_of(hc);
  tagged[label(9)] = std::move(cbor::Writer{}.array(1).tag(60).bytes(Bytes(32, 1))).take();
  make("deep_element", "sd.not_redactable", "27.6", "A redacted element (tag 60) within a section.",
       altered_hc([&](Parts& card) { card.payload[name("hc")] = map_of(tagged); }));
}

void make_packed(Maker& maker) {
  const auto make = [&](const char* word, const char* expect, const char* number, const char* note,
                        const Bytes& token) {
    maker.token(std::string("pack/") + word, {expect, number, "docs/format.md section 8", note}, token);
  };
  const Bytes packed = *card::pack(whole());
  const auto marked = [](const Bytes& plain) {
    Bytes token = plain;
    token.insert(token.begin(), 0x01);
    return token;
  };
  make("plain_marked", "pack.mismatch", "27.7", "The plain form behind the mark of the packed one.", marked(whole()));
  make("one_card_plain", "pack.mismatch", "27.7", "A code of which packing saves nothing, behind the mark.",
       marked(proven({half_hc()})));
  Parts half_packed = apart(ByteView(packed).subspan(1));
  half_packed.headers[label(cose::kLabelKcwt)] = half_ss();
  make("half_packed", "pack.mismatch", "27.7", "The first card is left as it was, the second packed.",
       marked(together(half_packed)));
  Parts no_map = apart(proven({half_hc()}));
  no_map.headers[label(cose::kLabelKcwt)] = hc_with_payload({0x80});
  make("payload_is_an_array", "pack.malformed", "27.7", "A packed card's payload is no map.", marked(together(no_map)));
  make("mark_alone", "cbor.truncated", "27.7", "The mark and nothing behind it.", {0x01});
  make("mark_twice", "cbor.trailing", "27.7", "The mark of the packed form twice.", marked(packed));
  make("trailing", "cbor.trailing", "6.1 27.7", "An octet behind the packed form.", [&] {
    Bytes token = packed;
    token.push_back(0);
    return token;
  }());
  make("another_mark", "cbor.trailing", "27.7", "Another first octet than the mark.", [&] {
    Bytes token = packed;
    token[0] = 0x02;
    return token;
  }());
  // What the holder signed names two devices; packing it so would lend the second card the first one's key.
  Parts lent = apart(ByteView(*card::pack(proven({half_ss(), half_hc({.device = Party::other_holder})}))).subspan(1));
  const Bytes more = lent.headers.at(label(cose::kLabelMoreCards));
  Parts second = apart(ByteView(more).subspan(1));
  second.payload.erase(label(cose::kClaimCnf));
  lent.headers[label(cose::kLabelMoreCards)] = array_of({together(second)});
  make("device_lent", "cose.signature_invalid", "27.7 28.2",
       "The second card's own cnf is left out although it is another: put back, its issuer never signed that.",
       marked(together(lent)));
}

}  // namespace

void make_disclosures(Maker& maker) {
  make_opened(maker);
  make_hidden(maker);
  make_packed(maker);
}

}  // namespace heyi::test::negative
