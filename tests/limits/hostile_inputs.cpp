// Declared lengths, bombs, sizes and counts.
#include "limits/hostile_inputs.hpp"

#include "card/proof.hpp"
#include "codec/zlib.hpp"
#include "cose/sign1.hpp"
#include "fuzz/support/lists.hpp"
#include "support/flow_fixtures.hpp"

namespace heyi::test {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kBomb = std::size_t{512} << 20;  // Twice the memory that there is.

// A head that promises `count`.
Bytes promise(std::uint8_t major, std::uint64_t count) {
  Bytes head = {static_cast<std::uint8_t>(major << 5 | 27)};
  for (int shift = 56; shift >= 0; shift -= 8) head.push_back(static_cast<std::uint8_t>(count >> shift));
  return head;
}

Bytes text_of(ByteView token) {
  const std::string text = encode_text(token);
  return {text.begin(), text.end()};
}

void add_codes(std::vector<Hostile>& inputs) {
  const auto code = [&](const char* name, const Bytes& token, Reason reason) {
    inputs.push_back({name, InputKind::code, text_of(token), reason});
  };
  code("array-of-2^63", promise(4, std::uint64_t{1} << 63), Reason::cbor_truncated);
  code("map-of-2^40", promise(5, std::uint64_t{1} << 40), Reason::cbor_truncated);
  code("octets-of-2^64-1", promise(2, ~std::uint64_t{0}), Reason::cbor_truncated);
  code("text-of-2^32", promise(3, std::uint64_t{1} << 32), Reason::cbor_truncated);
  Bytes packed = promise(4, std::uint64_t{1} << 62);
  packed.insert(packed.begin(), 0x01);
  code("packed-array-of-2^62", packed, Reason::cbor_truncated);
  code("nested-3000-deep", Bytes(3000, 0x81), Reason::cbor_too_deep);
  const Bytes card = *cose::make_sign1(key(Party::hrss), cose::kTypCard, {}, cose::kEmptyMap, promise(5, 1 << 30));
  code("proof-over-a-payload-of-2^30",
       *card::build_proof(std::vector<Bytes>{card}, key(Party::holder), {"medical", kNow, {}}),
       Reason::cose_kid_missing);
  std::string endless = "HY1:";
  endless.resize(std::size_t{8} << 20, 'A');
  inputs.push_back({"text-of-8-MiB", InputKind::code, Bytes(endless.begin(), endless.end()), Reason::text_too_long});
}

std::uint32_t crc_of(ByteView octets) {
  std::uint32_t crc = 0xffffffff;
  for (const std::uint8_t octet : octets) {
    crc ^= octet;
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (0xedb88320 & (0 - (crc & 1)));
  }
  return ~crc;
}

void append_number(Bytes& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(value >> shift));
}

void append_chunk(Bytes& png, std::string_view type, ByteView content) {
  append_number(png, static_cast<std::uint32_t>(content.size()));
  Bytes body(type.begin(), type.end());
  body.insert(body.end(), content.begin(), content.end());
  png.insert(png.end(), body.begin(), body.end());
  append_number(png, crc_of(body));
}

// A grey PNG of one colour whose size is what it says, or whose data is missing.
Bytes png_of(std::uint32_t width, std::uint32_t height, bool with_pixels) {
  Bytes png = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  Bytes header;
  append_number(header, width);
  append_number(header, height);
  header.insert(header.end(), {8, 0, 0, 0, 0});
  append_chunk(png, "IHDR", header);
  const std::size_t rows = with_pixels ? std::size_t{height} * (width + 1) : 0;
  append_chunk(png, "IDAT", *deflate_zlib(Bytes(rows, 0)));
  append_chunk(png, "IEND", {});
  return png;
}

void add_pictures(std::vector<Hostile>& inputs) {
  const auto picture = [&](const char* name, Bytes file, Reason reason) {
    inputs.push_back({name, InputKind::picture, std::move(file), reason});
  };
  picture("png-of-2^31.png", png_of(0x7fffffff, 0x7fffffff, false), Reason::scan_too_large);
  picture("png-of-16384.png", png_of(16384, 16384, false), Reason::scan_too_large);
  picture("png-of-7000-without-pixels.png", png_of(7000, 7000, false), Reason::scan_bad_image);
  picture("png-of-7000.png", png_of(7000, 7000, true), Reason::scan_unreadable);
  const auto octets_of = [](std::string_view text) { return Bytes(text.begin(), text.end()); };
  picture("pgm-of-7000-without-pixels.pgm", octets_of("P5\n7000 7000\n255\n"), Reason::scan_bad_image);
  picture("pgm-of-10^12.pgm", octets_of("P5\n1000000 1000000\n255\n"), Reason::scan_too_large);
  picture("jpeg-of-65500.jpg", {0xff, 0xd8, 0xff, 0xc0, 0x00, 0x0b, 0x08, 0xff, 0xdc, 0xff, 0xdc, 0x01, 0x01,
                                0x11, 0x00, 0xff, 0xda, 0x00, 0x08, 0x01, 0x01, 0x00, 0x00, 0x3f, 0x00, 0x00},
          Reason::scan_too_large);
  picture("gif-of-65535.gif",
          octets_of("GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\xff\xff\xff\xff\0\2\0;"sv),
          Reason::scan_too_large);
  picture("gif-of-7000-without-pixels.gif",
          octets_of("GIF89a\x58\x1b\x58\x1b\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x58\x1b\x58\x1b\0\2\0;"sv),
          Reason::scan_bad_image);
  picture("bmp-of-2^31.bmp",
          octets_of("BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\xff\xff\xff\x7f\xff\xff\xff\x7f\1\0\x18\0\0\0\0\0"
                    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"sv),
          Reason::scan_too_large);
  // Lossless, 7000 pixels a side, and 15 octets of zeros.
  picture("webp-of-7000-without-pixels.webp",
          octets_of("RIFF\x20\0\0\0WEBPVP8L\x14\0\0\0\x2f\x57\xdb\xd5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"sv),
          Reason::scan_bad_image);
}

// A payload whose claim under the encoded key `name` has another value.
Bytes with_claim(const Bytes& payload, const Bytes& name, const Bytes& value) {
  const cbor::Tree tree = *cbor::Tree::parse(payload);
  cbor::Writer out;
  out.map(tree.root().size());
  for (auto claim = tree.root().first(); claim;) {
    const cbor::Item said = *claim->next();
    out.raw(claim->encoded());
    out.raw(as_text(claim->encoded()) == as_text(name) ? ByteView(value) : said.encoded());
    claim = said.next();
  }
  return std::move(out).take();
}

void add_trust_lists(std::vector<Hostile>& inputs) {
  const Bytes payload = *fuzz::trust_payload_of(trust_content());
  const auto signed_list = [&](const char* name, const Bytes& keys, Reason reason) {
    const Bytes other = with_claim(payload, cbor::encode_text("keys"), keys);
    inputs.push_back({name, InputKind::trust, fuzz::sign_trust(other, Algorithm::es256), reason});
  };
  signed_list("trust-of-2^60-entries", promise(4, std::uint64_t{1} << 60), Reason::cose_malformed);
  cbor::Writer entries;
  entries.array(4097);
  for (int i = 0; i < 4097; ++i) entries.map(0);
  signed_list("trust-of-4097-entries", entries.view(), Reason::trust_list_invalid);
  cbor::Writer many;
  many.array(4'000'000);
  for (int i = 0; i < 4'000'000; ++i) many.uint(0);
  signed_list("trust-of-four-million-items", many.view(), Reason::cbor_too_large);
  inputs.push_back({"trust-of-four-million-items-unsigned", InputKind::trust, many.view(), Reason::cbor_too_large});
  inputs.push_back(
      {"trust-of-2^50-octets", InputKind::trust, promise(2, std::uint64_t{1} << 50), Reason::cbor_truncated});
}

Bytes sign_status(ByteView payload, Party party) {
  cbor::MapWriter headers;
  headers.put_bytes(cose::kLabelKid, *key_id(key(party).public_key()));
  return *cose::make_sign1(key(party), cose::kTypStatusList, std::move(headers), cose::kEmptyMap, payload);
}

void add_status_lists(std::vector<Hostile>& inputs) {
  const Bytes payload = fuzz::status_payload(*sign_status_list(fuzz::status_made(), key(Party::status)));
  const auto with_list = [&](const Bytes& encoded) {
    cbor::MapWriter list;
    list.put_int("bits", 2).put("lst", encoded);
    return with_claim(payload, cbor::encode_int(cose::kClaimStatusList), *std::move(list).finish());
  };
  const Bytes bomb = with_list(cbor::encode_bytes(*deflate_zlib(Bytes(kBomb, 0))));
  inputs.push_back(
      {"status-bomb-signed", InputKind::status, sign_status(bomb, Party::status), Reason::status_list_invalid});
  inputs.push_back(
      {"status-bomb-of-a-stranger", InputKind::status, sign_status(bomb, Party::stranger), Reason::trust_unknown_key});
  // Built by hand, as the map's writer takes whole items alone: the last claim promises more than there is.
  Bytes cut = payload;
  const std::string_view name = "clst";
  const std::size_t at = as_text(cut).find(name) + name.size();
  cut.resize(at);
  const Bytes head = promise(2, std::uint64_t{1} << 40);
  cut.insert(cut.end(), head.begin(), head.end());
  inputs.push_back(
      {"status-of-2^40-octets", InputKind::status, sign_status(cut, Party::status), Reason::cose_malformed});
  StatusListContent largest = fuzz::status_made();
  largest.packed.assign(static_cast<std::size_t>(StatusListContent::kMaxEntries / 4), 0);
  inputs.push_back(
      {"status-of-2^27-entries", InputKind::status, *sign_status_list(largest, key(Party::status)), Reason::ok});
}

}  // namespace

std::vector<Hostile> hostile_inputs() {
  std::vector<Hostile> inputs;
  add_codes(inputs);
  add_pictures(inputs);
  add_trust_lists(inputs);
  add_status_lists(inputs);
  return inputs;
}

}  // namespace heyi::test
