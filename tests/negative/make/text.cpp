// Stage 2: what a scanner, a keyboard layout or another system's code makes of the text.
#include "negative/make/maker.hpp"

#include "card/pack.hpp"

namespace heyi::test::negative {
namespace {

// spaced is a valid text with a space whose length is `remainder` modulo 3 behind the prefix: other dates give others.
std::string spaced(std::size_t remainder) {
  for (int i = 0; i < 100; ++i) {
    // The holder's audience may have any length; a verifier in order would only say that it is another purpose.
    const std::string audience = "medical";
    std::vector<Bytes> cards = {half_ss({.redact = {Section::id}, .seed = static_cast<std::uint64_t>(i + 1)})};
    if (i % 3 != 0) cards.push_back(half_hc());
    const Bytes plain = proven(cards, {audience, kNow - Seconds{i}, {}});
    for (const Bytes& token : {plain, i % 2 == 0 ? *card::pack(plain) : plain}) {
      const std::string text = encode_text(token);
      if ((text.size() - 4) % 3 == remainder && text.find(' ') != std::string::npos) return text;
    }
  }
  return {};
}

std::string without_spaces(std::string text, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) text.erase(text.find(' '), 1);
  return text;
}

void make_prefixes(Maker& maker, const std::string& good) {
  const std::string tail = good.substr(4);
  maker.text("text/prefix_missing", {"text.unknown_prefix", "1.1", "RFC 9285", "The prefix is missing."}, tail);
  maker.text("text/prefix_hc1",
             {"text.unknown_prefix", "1.2", "EU Digital COVID Certificate, HC1:", "Another system's prefix."},
             "HC1:" + tail);
  maker.text("text/prefix_hy2", {"text.unknown_prefix", "1.2", "", "The prefix of a version that does not exist."},
             "HY2:" + tail);
  maker.text("text/prefix_without_colon", {"text.unknown_prefix", "1.2", "", "The colon of the prefix is missing."},
             "HY1" + tail);
  maker.text("text/prefix_fullwidth", {"text.unknown_prefix", "1.2", "", "The prefix with a full-width colon."},
             "HY1\xef\xbc\x9a" + tail);
  maker.text("text/url", {"text.unknown_prefix", "1.2", "", "A web address."}, "https://example.org/pay?id=1");
  std::string lower = good;
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  maker.text("text/lower_case",
             {"text.case_flipped", "1.3", "RFC 9285 section 4.2", "The whole code in lower case: Caps Lock."}, lower);
  maker.text("text/lower_case_prefix",
             {"text.case_flipped", "1.3", "RFC 9285 section 4.2", "The prefix alone in lower case."}, "hy1:" + tail);
  std::string one = good;
  const std::size_t letter = one.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 4);
  one[letter] = static_cast<char>(one[letter] + 32);
  maker.text("text/lower_case_letter",
             {"text.case_flipped", "1.3", "RFC 9285 section 4.2", "One letter in lower case."}, one);
  maker.text("text/empty", {"text.empty", "", "docs/format.md section 9", "Nothing was scanned."}, "");
}

void make_base45(Maker& maker, const std::string& good) {
  const About alphabet{"text.bad_base45", "2.1", "RFC 9285 section 4.2", "A character outside the alphabet."};
  for (const auto& [name, other] : {std::pair{"text/underscore", '_'}, std::pair{"text/exclamation_mark", '!'}}) {
    std::string text = good;
    text[20] = other;
    maker.text(name, alphabet, text);
  }
  maker.text("text/control_character", alphabet, good.substr(0, 20) + '\x1d' + good.substr(21));
  maker.text("text/nul_at_the_end", alphabet, good + '\0');
  const About length{"text.bad_base45", "2.2", "RFC 9285 section 4.3", "A length of 3n + 1, which no encoder gives."};
  maker.text("text/length_one_character", length, "HY1:A");
  maker.text("text/length_3n_plus_1", length, good.substr(0, good.size() - ((good.size() - 4) % 3 == 2 ? 1 : 2)));
  maker.text("text/nothing_behind_prefix", {"text.bad_base45", "2.2", "", "Nothing stands behind the prefix."}, "HY1:");
  const About triplet{"text.bad_base45", "2.3", "RFC 9285 section 4.3", "A triplet above 65535."};
  maker.text("text/triplet_gge", triplet, "HY1:GGW" + good.substr(7));
  maker.text("text/triplet_colons", triplet, good.substr(0, 34) + ":::" + good.substr(37));
  const About pair{"text.bad_base45", "2.4", "RFC 9285 section 4.3", "A last pair above 255."};
  maker.text("text/pair_256", pair, "HY1:BB8V5");
  maker.text("text/pair_colons", pair, "HY1:BB8::");
}

void make_spaces(Maker& maker) {
  const std::string two = spaced(2);
  maker.text("text/space_stripped",
             {"text.bad_base45", "3.1", "RFC 9285 section 6", "One space stripped; a space is data."},
             without_spaces(two, 1));
  const std::string whole_triplets = spaced(0);
  maker.text("text/spaces_stripped",
             {"text.bad_base45", "3.1", "RFC 9285 section 6", "Two spaces stripped; a space is data."},
             without_spaces(whole_triplets, whole_triplets.find(' ') == whole_triplets.rfind(' ') ? 1 : 2));
  maker.text("text/space_added_at_the_end",
             {"text.bad_base45", "3.2", "RFC 9285 section 6", "A space added at the end."}, whole_triplets + " ");
  maker.text("text/space_added_in_front",
             {"text.unknown_prefix", "3.2", "RFC 9285 section 6", "A space added in front."}, " " + two);
  maker.text("text/space_added_behind_prefix",
             {"text.bad_base45", "3.2", "RFC 9285 section 6", "A space added behind the prefix."},
             "HY1: " + whole_triplets.substr(4));
  maker.text("text/line_end", {"text.bad_base45", "3.2", "", "A line end that the scanner appends."}, two + "\n");
  maker.text("text/tab_in_front", {"text.unknown_prefix", "3.2", "", "A tab that the scanner puts in front."},
             "\t" + two);
}

void make_digits(Maker& maker, const std::string& good) {
  const std::string tail = good.substr(4);
  const auto make = [&](const char* name, const char* number, const char* note, const std::string& text,
                        const char* reason = "text.bad_digits") {
    maker.text(name, {reason, number, "docs/format.md section 9", note}, text);
  };
  make("text/digits_group_2_56", "5.3", "A group of 17 digits above 2^56 - 1.",
       "9701" + std::string("72057594037927936") + tail.substr(17));
  make("text/digits_group_nines", "5.3", "A group of 17 nines.", "9701" + std::string(17, '9') + tail.substr(17));
  make("text/digits_last_group_256", "5.3", "A last group of one octet above 255.", "9701256");
  for (const int size : {1, 2, 4, 6, 7, 9, 11, 12, 14, 16}) {
    make(("text/digits_last_group_of_" + std::to_string(size)).c_str(), "5.4",
         "A last group of a length that no number of octets takes.",
         "9701" + tail.substr(0, 17) + std::string(static_cast<std::size_t>(size), '0'));
  }
  make("text/digits_nothing_behind_marker", "5.4", "Nothing stands behind the marker.", "9701");
  make("text/digits_wrong_marker", "5.5", "Another marker than 9701.", "9702" + tail, "text.unknown_prefix");
  make("text/digits_without_marker", "5.5", "The marker is missing.", tail, "text.unknown_prefix");
  make("text/digits_letter", "5.6", "A letter among the digits.", "9701" + tail.substr(0, 30) + "O" + tail.substr(31));
  make("text/digits_space", "5.6", "A space among the digits.", "9701" + tail.substr(0, 17) + " " + tail.substr(17));
  make("text/digits_fullwidth", "5.6", "A full-width digit.",
       "9701" + tail.substr(0, 17) + "\xef\xbc\x90" + tail.substr(18));
}

}  // namespace

void make_text(Maker& maker) {
  const Bytes packed = *card::pack(whole());
  const std::string good = encode_text(packed);
  make_prefixes(maker, good);
  make_base45(maker, good);
  make_spaces(maker);
  make_digits(maker, encode_text(packed, Spelling::digits));
  const About too_long{"text.too_long", "5.2", "ISO/IEC 18004, version 40-L",
                       "One character more than the largest QR code holds."};
  maker.text("text/too_long", too_long, "HY1:" + std::string(7086, 'A'));
  maker.text("text/digits_too_long", too_long, "9701" + std::string(7086, '0'));
  const About online{"text.needs_online", "", "docs/format.md section 9", "A code that only its own server resolves."};
  maker.text("text/electronic_health_card_code", online, std::string(64, 'A') + ":1");
  maker.text("text/medical_insurance_code_424", online, "424" + std::string(25, '7'));
  maker.text("text/medical_insurance_code_opc", online, "opc" + std::string(25, '7'));
}

}  // namespace heyi::test::negative
