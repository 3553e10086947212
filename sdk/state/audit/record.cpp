// JSON, because whoever reads a log has tools for it; the chain is over the octets, so how JSON is read changes
// nothing.
#include "state/audit/record.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "codec/base64url.hpp"
#include "codec/cbor.hpp"
#include "codec/cbor_writer.hpp"
#include "codec/hex.hpp"
#include "codec/json_text.hpp"
#include "cose/sign1.hpp"

namespace heyi::audit {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::size_t kMaxCode = 40;
constexpr int kLevels = 4;

Error malformed(const char* what) { return fail(Reason::audit_malformed, what); }

ordered_json head(const Link& last, Time at, std::string_view kind, std::string_view terminal) {
  return {{"n", last.number + 1},
          {"prev", hex_encode(last.hash)},
          {"at", format_time(at)},
          {"kind", kind},
          {"terminal", terminal}};
}

Result<Line> finish(const ordered_json& object, const Link& last) {
  std::string text = object.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
  if (text.size() > AuditReader::kMaxLine) return fail(Reason::claims_out_of_range, "longer than a line may be");
  const Result<Link> link = link_of(text, last.number + 1);
  if (!link) return link.error();
  return Line{std::move(text), *link};
}

ordered_json version(const AuditEntry::ListVersion& list) { return {{"name", list.name}, {"seq", list.sequence}}; }

// What a checkpoint signs: whose log, when, and the line before it.
Result<Bytes> claims(std::string_view terminal, Time at, std::uint64_t number, const Digest& hash) {
  cbor::MapWriter payload;
  payload.put_text(cose::kClaimIss, terminal).put_int(cose::kClaimIat, to_unix(at));
  payload.put_int("n", static_cast<std::int64_t>(number)).put_bytes("hash", hash);
  return std::move(payload).finish();
}

const std::string* text_in(const json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : found->get_ptr<const std::string*>();
}

}  // namespace

bool is_code(std::string_view text, std::size_t least) {
  constexpr std::string_view kLetters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-";
  return text.size() >= least && text.size() <= kMaxCode && text.find_first_not_of(kLetters) == std::string_view::npos;
}

Result<Link> link_of(std::string_view text, std::uint64_t number) {
  const Result<Digest> digest = hash(HashAlgorithm::sha256, as_bytes(text));
  if (!digest) return digest.error();
  return Link{number, *digest};
}

Result<Line> verdict_line(const AuditEntry& entry, std::string_view terminal, const Link& last) {
  if (!is_code(entry.who, 0) || !is_code(entry.visit, 0) || !is_code(entry.by, 0)) {
    return fail(Reason::claims_out_of_range, "who, visit, by");
  }
  ordered_json object = head(last, entry.at, "verdict", terminal);
  object["decision"] = decision_name(entry.decision);
  object["reason"] = reason_name(entry.reason);
  object["marks"] = ordered_json::array();
  for (const Reason mark : entry.marks) object["marks"].push_back(reason_name(mark));
  if (entry.trust) object["trust"] = version(*entry.trust);
  object["status"] = ordered_json::array();
  for (const AuditEntry::ListVersion& list : entry.status) object["status"].push_back(version(list));
  if (!entry.who.empty()) object["who"] = entry.who;
  if (!entry.visit.empty()) object["visit"] = entry.visit;
  if (!entry.by.empty()) object["by"] = entry.by;
  return finish(object, last);
}

Result<Line> checkpoint_line(std::string_view terminal, Time at, const Signer& signer, const Link& last) {
  const Result<Bytes> payload = claims(terminal, at, last.number, last.hash);
  const Result<Bytes> kid = key_id(signer.public_key());
  if (!payload) return payload.error();
  if (!kid) return kid.error();
  cbor::MapWriter headers;
  headers.put_bytes(cose::kLabelKid, *kid);
  const Result<Bytes> token = cose::make_sign1(signer, cose::kTypAudit, std::move(headers), cose::kEmptyMap, *payload);
  if (!token) return token.error();
  ordered_json object = head(last, at, "checkpoint", terminal);
  object["signed"] = base64url_encode(*token);
  return finish(object, last);
}

Result<Record> read_line(std::string_view text) {
  if (text.size() > AuditReader::kMaxLine) return malformed("longer than a line may be");
  const Result<json> object = parse_json(text, kLevels);
  if (!object || !object->is_object()) return malformed("no JSON object");
  Record record;
  const auto number = object->find("n");
  if (number == object->end() || !number->is_number_unsigned()) return malformed("n");
  record.number = number->get<std::uint64_t>();
  const std::string* const before = text_in(*object, "prev");
  const std::optional<Bytes> octets = before != nullptr ? hex_decode(*before) : std::nullopt;
  if (!octets || octets->size() != record.before.size()) return malformed("prev");
  std::copy(octets->begin(), octets->end(), record.before.begin());
  const std::string* const at = text_in(*object, "at");
  const Result<Time> time = at != nullptr ? parse_time(*at) : malformed("at");
  if (!time) return malformed("at");
  record.at = *time;
  const std::string* const terminal = text_in(*object, "terminal");
  if (terminal == nullptr || !is_code(*terminal, 1)) return malformed("terminal");
  record.terminal = *terminal;
  const std::string* const kind = text_in(*object, "kind");
  if (kind == nullptr || (*kind != "verdict" && *kind != "checkpoint")) return malformed("kind");
  record.is_checkpoint = *kind == "checkpoint";
  if (const std::string* const visit = text_in(*object, "visit")) record.visit = *visit;
  if (record.is_checkpoint) {
    const std::string* const token = text_in(*object, "signed");
    std::optional<Bytes> decoded = token != nullptr ? base64url_decode(*token) : std::nullopt;
    if (!decoded) return malformed("signed");
    record.signature = *std::move(decoded);
  }
  return record;
}

Result<void> check_signature(const Record& record, const PublicKey& key) {
  const Error invalid = fail(Reason::audit_signature_invalid);
  const Result<cbor::Tree> tree = cbor::Tree::parse(record.signature);
  if (!tree) return invalid;
  const Result<cose::Sign1> object = cose::read_sign1(tree->root());
  if (!object) return invalid;
  const Result<cose::Header> header = cose::check_headers(*object, {.typ = cose::kTypAudit});
  const Result<Bytes> kid = key_id(key);
  if (!header || !kid || !std::equal(kid->begin(), kid->end(), header->kid.begin(), header->kid.end())) return invalid;
  if (!cose::verify_sign1(*object, header->algorithm, key)) return invalid;
  // One payload says this of this line: there is no other encoding of it.
  const Result<Bytes> expected = claims(record.terminal, record.at, record.number - 1, record.before);
  if (!expected || !std::equal(expected->begin(), expected->end(), object->payload.begin(), object->payload.end())) {
    return invalid;
  }
  return {};
}

}  // namespace heyi::audit
