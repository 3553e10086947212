// Writes the seeds of all targets from the fixed test keys: make_seeds CORPUS-FOLDER. Their signatures differ from run
// to run; they are committed, and made anew by hand when the format grows.
#include <heyi/audit.hpp>
#include <heyi/bundle.hpp>
#include <heyi/challenge.hpp>
#include <heyi/qr.hpp>
#include <heyi/roots.hpp>
#include <heyi/rule_pack.hpp>
#include <heyi/text.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "flow/verify/code.hpp"
#include "fuzz/corpus.hpp"
#include "fuzz/support/chunks.hpp"
#include "fuzz/support/forge.hpp"
#include "fuzz/support/lists.hpp"
#include "fuzz/support/tokens.hpp"
#include "state/audit/record.hpp"
#include "support/fixtures.hpp"

namespace heyi::fuzz {
namespace {

Bytes signed_parts(const flow::Code& code, Bytes setup) {
  std::vector<Bytes> chunks = {std::move(setup), {}};
  if (code.proof) chunks[1].assign(code.proof->object.payload.begin(), code.proof->object.payload.end());
  for (const card::CardObject& card : code.cards) {
    const CardParts parts = parts_of(card.object.encoded);
    chunks.push_back(parts.payload);
    chunks.push_back(parts.sd_claims);
  }
  return join_chunks(chunks);
}

void codes(const Corpus& corpus) {
  for (const Made& made : made_codes()) {
    corpus.add("presentation", made.name, encode_text(made.token));
    if (made.name.starts_with("full_es256")) corpus.add("text", made.name, encode_text(made.token));
    if (made.token != made.plain) continue;
    corpus.add("cbor", made.name, made.plain);
    const auto code = *flow::read_code(made.plain);
    const bool sm2 = made.name.ends_with("sm2");
    if (!sm2 && !made.name.ends_with("eddsa")) continue;
    std::uint8_t flags = code->is_static() ? 1 : sm2 ? 2 : 0;
    Bytes setup = {static_cast<std::uint8_t>(sm2 ? 2 : 0), flags};
    if (made.name.starts_with("static")) setup.push_back(2);
    corpus.add("presentation_signed", made.name, signed_parts(*code, setup));
  }
}

void cards(const Corpus& corpus) {
  const auto add = [&](const std::string& name, const Bytes& card, Bytes setup, const Bytes& request) {
    corpus.add("card", name, card);
    const CardParts parts = parts_of(card);
    corpus.add("card_signed", name, join_chunks({std::move(setup), parts.payload, parts.sd_claims, request}));
  };
  const Bytes request = *make_request(test::key(test::Party::holder), test::kHrss, test::kNow);
  const PrivateKey device = test::key(test::Party::holder, Algorithm::eddsa);
  const Bytes asked = status_payload(*make_request(device, test::kHrss, test::kNow));
  corpus.add("card", "request", request);
  corpus.add("cose", "request", request);
  add("ss", test::ss_card(), {}, asked);
  add("hc", test::hc_card(), {0, 0, 1}, {});
  add("decoys", test::ss_card({}, {.redact = {Section::id, Section::ss}, .decoys = 2}), {}, {});
  add("sm2", test::ss_card(test::Suites::all(Algorithm::sm2)), {0, 2}, {});
  add("printed", test::printed_card(), {0, 1, 2}, {});
  add("benefits",
      test::issued(test::hrss_rich_claims(), test::Party::hrss, Algorithm::es256, {}, {.redact = {Section::bn}}), {},
      {});
  add("records",
      test::issued(test::health_rich_claims(), test::Party::health, Algorithm::es256, {}, {.redact = {Section::vx}}),
      {}, {});
  corpus.add("cose", "card", test::ss_card());
  corpus.add("cose", "printed", test::printed_card());
  corpus.add("cose", "proof", test::full_code().plain);
}

void lists(const Corpus& corpus) {
  TrustListContent content = test::trust_content();
  const Bytes payload = *trust_payload_of(content);
  corpus.add("trust", "one_root", sign_trust(payload, Algorithm::es256));
  corpus.add("trust", "two_roots", sign_trust(payload, Algorithm::es256, true));
  content.entries.erase(content.entries.begin() + 1, content.entries.end());
  corpus.add("cose", "trust", sign_trust(*trust_payload_of(content), Algorithm::es256, true));
  corpus.add("trust_draft", "small", *trust_draft_to_json(content));
  for (const Algorithm algorithm : {Algorithm::sm2, Algorithm::eddsa, Algorithm::es384}) {
    content.entries.push_back(test::trust_content(algorithm).entries[content.entries.size()]);
  }
  corpus.add("trust_signed", "suites", *trust_payload_of(content));
  corpus.add("trust_draft", "suites", *trust_draft_to_json(content));

  const Bytes list = *sign_status_list(status_made(), test::key(test::Party::status));
  corpus.add("status", "small", list);
  corpus.add("cose", "status", list);
  corpus.add("status_signed", "small", join_chunks({status_payload(list)}));
  corpus.add("status_signed", "entries", join_chunks({status_payload(list), Bytes(300, 0x1b)}));
}

void updates(const Corpus& corpus) {
  const test::World world(test::Suites::all(Algorithm::eddsa));
  const auto delta_by = [](const PrivateKey& signer, const TrustList& trust) {
    const auto open = [&](const StatusListContent& content) {
      return *StatusList::open(*sign_status_list(content, signer), trust, test::kNow);
    };
    return *sign_status_delta(open(status_made()), open(status_after()), signer);
  };
  const Bytes delta = delta_by(test::key(test::Party::status), test::World().trust_list());
  corpus.add("delta", "small", delta);
  const Bytes payload = status_payload(delta_by(test::key(test::Party::status, Algorithm::eddsa), world.trust_list()));
  corpus.add("delta_signed", "small", join_chunks({payload}));
  corpus.add("delta_signed", "changes", join_chunks({payload, Bytes{0x15, 0x82, 0x01, 0x04, 0x31}}));

  const auto marked = [](std::uint8_t mark, ByteView octets) {
    Bytes input{mark};
    input.insert(input.end(), octets.begin(), octets.end());
    return input;
  };
  const PrivateKey old_root = test::key(test::Party::root, Algorithm::eddsa);
  const PrivateKey new_root = test::key(test::Party::second_root, Algorithm::eddsa);
  const Signer* const roots[] = {&old_root, &new_root};
  const Bytes change = *sign_root_list({test::kEnvironment, 1, test::kToday, {new_root.public_key()}, 1}, roots);
  corpus.add("roots", "signed", marked(0, change));
  corpus.add("roots", "payload", marked(1, trust_payload(change)));

  const PrivateKey rules_key = test::key(test::Party::rules, Algorithm::eddsa);
  const RulePackHeader header{
      test::kEnvironment, test::kHrss, "city", 1, test::kToday, test::kToday + Seconds{9'000'000}};
  const Bytes rules = *sign_rule_pack(header, rules_made(), rules_key);
  corpus.add("rules", "signed", marked(0, rules));
  corpus.add("rules", "payload", marked(1, status_payload(rules)));

  // A log of three lines.
  const PrivateKey terminal = test::key(test::Party::terminal, Algorithm::eddsa);
  AuditEntry verdict;
  verdict.at = test::kNow;
  verdict.trust = {test::kEnvironment, 1};
  const audit::Line first = *audit::checkpoint_line("T-01", test::kNow, terminal, {});
  const audit::Line second = *audit::verdict_line(verdict, "T-01", first.link);
  const audit::Line third = *audit::checkpoint_line("T-01", test::kNow, terminal, second.link);
  const std::string log = first.text + "\n" + second.text + "\n" + third.text + "\n";
  corpus.add("audit", "sound", log);

  const BundleMember members[] = {{BundleKind::roots, change}, {BundleKind::delta, delta}, {BundleKind::rules, rules}};
  corpus.add("bundle", "three", *make_bundle(members));
  corpus.add("bundle", "one", *make_bundle(std::span(members).first(1)));
}

// Frames as frame_look takes them: sizes and the gap between rows, then four pixels an octet.
void frames_to_look_at(const Corpus& corpus, const QrSymbol& symbol) {
  const auto add = [&](const char* name, const GreyView& frame, int shift, int gap) {
    Bytes input = {static_cast<std::uint8_t>(frame.width), static_cast<std::uint8_t>(frame.height),
                   static_cast<std::uint8_t>(gap)};
    for (int i = 0; i < frame.width * frame.height; ++i) {
      if (i % 4 == 0) input.push_back(0);
      const int grey = frame.pixels[i / frame.width * frame.stride + i % frame.width] >> 6 >> shift;
      input.back() = static_cast<std::uint8_t>(input.back() | grey << (2 * (i % 4)));
    }
    corpus.add("frame_look", name, input);
  };
  const GreyImage small = qr_to_image(symbol, {.module_pixels = 2});
  const GreyImage large = qr_to_image(symbol, {.module_pixels = 4});
  add("small", small.view(), 0, 0);
  add("dim", small.view(), 1, 3);
  add("half", {large.pixels.data(), large.width / 2, large.height, large.width}, 0, 1);
}

// A frame as qr_frame takes it: one bit a pixel where the height is even, one octet where it is odd; a row less does no
// harm to a margin.
void frame_to_search(const Corpus& corpus, const std::string& name, const GreyImage& frame, int parity) {
  const int height = frame.height - (frame.height + parity) % 2;
  Bytes input = {static_cast<std::uint8_t>(frame.width), static_cast<std::uint8_t>(height)};
  const auto count = static_cast<std::size_t>(frame.width) * static_cast<std::size_t>(height);
  const bool grey = height % 2 != 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (grey) input.push_back(frame.pixels[i]);
    if (!grey && i % 8 == 0) input.push_back(0);
    if (!grey && frame.pixels[i] == 0) input.back() = static_cast<std::uint8_t>(input.back() | 0x80U >> (i % 8));
  }
  corpus.add("qr_frame", name, input);
}

// More finder patterns than a frame may have.
GreyImage finder_patterns() {
  constexpr int kSide = 126, kEye = 9;
  GreyImage frame{Bytes(static_cast<std::size_t>(kSide) * kSide, 255), kSide, kSide};
  for (int i = 0; i < kSide * kSide; ++i) {
    const int far = std::max(std::abs(i % kSide % kEye - kEye / 2), std::abs(i / kSide % kEye - kEye / 2));
    if (far <= 1 || far == 3) frame.pixels[static_cast<std::size_t>(i)] = 0;
  }
  return frame;
}

void images(const Corpus& corpus) {
  const QrSymbol symbol = *encode_qr("HY1:ABC123");
  const GreyImage image = qr_to_image(symbol, {.module_pixels = 2});
  corpus.add("image", "code.png", *write_png(image.view()));
  const GreyImage shades{{0, 60, 120, 180, 240, 255, 30, 90, 150}, 3, 3};
  corpus.add("image", "shades.png", *write_png(shades.view()));
  corpus.add("image", "shades.pgm", "P5\n3 3\n255\n" + std::string(as_text(shades.pixels)));
  corpus.add("image", "plain.pgm", std::string("P2 # shades\n3 2 65535\n0 1 2\n30000 65535 9\n"));
  for (const int pixels : {2, 3}) {
    frame_to_search(corpus, "code_" + std::to_string(pixels), qr_to_image(symbol, {.module_pixels = pixels}), pixels);
  }
  frame_to_search(corpus, "eyes", finder_patterns(), 0);
  frames_to_look_at(corpus, symbol);
}

void files(const Corpus& corpus) {
  corpus.add("claims_json", "hrss", test::hrss_rich_claims());
  corpus.add("claims_json", "health", test::health_rich_claims());
  corpus.add("claims_json", "printed", test::static_claims());
  corpus.add("claims_json", "tables", std::string(R"({"tables": {"sexes": {"1": {"zh": "男", "en": "male"}}}})"));
  const std::string person =
      R"({"payload": {"birth": "1949-12-31", "uci": "URN:UVCI:01:CN:370100/1#A", "codes": [110, 310]}, "now": "2026-11-24T09:30:00+08:00"})";
  corpus.add(
      "logic", "age",
      R"({"if": [{"var": "payload.birth"}, {"not-after": [{"plusTime": [{"var": "payload.birth"}, 65, "year"]}, {"plusTime": [{"var": "now"}, 0, "day"]}]}, false]})"
      "\n" +
          person);
  corpus.add(
      "logic", "reduce",
      R"({">=": [{"reduce": [{"var": "payload.codes"}, {"+": [{"var": "accumulator"}, {"if": [{"in": [{"var": "current"}, [110, 120]]}, 1, 0]}]}, 0]}, 1]})"
      "\n" +
          person);
  corpus.add(
      "logic", "uci",
      R"({"and": [{"!": [{"===": [{"extractFromUVCI": [{"var": "payload.uci"}, 1]}, "NL"]}]}, {"after": [{"dccDateOfBirth": ["2004-02"]}, {"plusTime": ["2022", -18, "month"]}]}]})"
      "\n" +
          person);
  corpus.add("logic", "between",
             R"({"<": [{"var": "0"}, {"var": "1"}, 3]})"
             "\n[1, 2]");
  corpus.add("challenge", "desk", challenge_text({"DESK-7", Bytes{1, 2, 3, 4, 5, 6, 7, 8}}));
  corpus.add("challenge", "chinese", challenge_text({"窗口", Bytes{0, 0, 0, 0, 255, 255, 255, 255}}));
}

void texts(const Corpus& corpus) {
  const Bytes octets = {0xd2, 0x84, 0x00, 0xff, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06};
  corpus.add("text", "digits", encode_text(octets, Spelling::digits));
  corpus.add("text", "short", encode_text(octets));
  corpus.add("text", "health_card", std::string(64, 'A') + ":1");
  corpus.add("text", "insurance", "424" + std::string(25, '7'));
}

// What a hospital's interface engine answers; the first octet says how it is cut.
void acknowledgements(const Corpus& corpus) {
  const auto add = [&](const std::string& name, const std::string& msa, const std::string& behind = {}) {
    corpus.add(
        "ack", name,
        "\x07\x0bMSH|^~\\&|HIS|WARD|HEYI|DESK|20261126150000||ACK^A04^ACK|77|P|2.5\r" + msa + "\r\x1c\r" + behind);
  };
  const std::string id = "ABCDEFGHIJ0123456789";
  const std::string commit = "\x0bMSH|^~\\&|HIS\rMSA|AA|" + id + "\r\x1c\r";
  add("accepted", "MSA|AA|" + id);
  add("committed", "MSA|CA|" + id, commit);
  add("refused", "MSA|AE|" + id + "|words|||207^Error^HL70357\rERR||PID^1^3^1^1|101^Missing^HL70357|E");
  add("rejected", "MSA|AR|" + id + "|||||\r\nERR||MSH^1^12|203");
  add("another", "MSA|AA|ZZZZZZZZZZ0123456789");
  corpus.add("ack", "separators", "\x08\x0bMSH#*~\\&#HIS\rMSA#CE#" + id + "\rERR##PID*1#100*x\r\x1c\r");
  corpus.add("ack", "http", std::string("\x01HTTP/1.1 400 Bad Request\r\n\r\n"));
}

}  // namespace
}  // namespace heyi::fuzz

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: fuzz-seeds CORPUS-FOLDER\n", stderr);
    return 2;
  }
  const heyi::fuzz::Corpus corpus(arguments[1]);
  heyi::fuzz::codes(corpus);
  heyi::fuzz::texts(corpus);
  heyi::fuzz::cards(corpus);
  heyi::fuzz::lists(corpus);
  heyi::fuzz::updates(corpus);
  heyi::fuzz::images(corpus);
  heyi::fuzz::pictures(corpus);
  heyi::fuzz::files(corpus);
  heyi::fuzz::acknowledgements(corpus);
  heyi::fuzz::scans(corpus);
  return 0;
}
