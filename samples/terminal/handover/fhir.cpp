// The bundle: every entry finds the resource that an earlier try may have made.
#include <array>

#include "handover/check.hpp"
#include "handover/china_time.hpp"
#include "handover/fhir_parts.hpp"
#include "handover/systems.hpp"

namespace heyi::terminal {
namespace {

// A UUID of version 8 (RFC 9562: its bits are the maker's) out of a visit's id, which is a number of 20 digits to base
// 36 and fits into 104 bits, and the entry's place: the same each time, and no two the same.
std::string entry_urn(std::string_view id, std::size_t place) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::array<unsigned, 30> digits{};  // 26 of the id, 4 of the place.
  for (const char character : id) {
    unsigned carry = static_cast<unsigned>(character <= '9' ? character - '0' : character - 'A' + 10);
    for (std::size_t index = 26; index-- > 0;) {
      carry += digits[index] * 36;
      digits[index] = carry % 16;
      carry /= 16;
    }
  }
  for (std::size_t index = 30; index-- > 26; place /= 16) digits[index] = place % 16;
  std::string urn = "urn:uuid:";
  for (std::size_t index = 0; index < digits.size(); ++index) {
    // Dashes as in every UUID; the version, and the variant, stand where the standard wants them.
    if (index == 8 || index == 18) urn += '-';
    if (index == 12 || index == 15) urn += "-8";
    urn += kHex[digits[index]];
  }
  return urn;
}

ordered_json request(const Entry& entry) {
  const auto type = entry.resource["resourceType"].get<std::string>();
  const std::string found_by = "identifier=" + percent_encoded(uri_of(entry.system) + "|" + entry.value);
  if (entry.is_kept) return {{"method", "POST"}, {"url", type}, {"ifNoneExist", found_by}};
  return {{"method", "PUT"}, {"url", type + "?" + found_by}};
}

}  // namespace

ordered_json identifier_json(const std::string& system, const std::string& value) {
  return {{"system", uri_of(system)}, {"value", value}};
}

ordered_json coding_json(const std::string& system, const std::string& code, std::string_view words) {
  ordered_json json = {{"system", system}, {"code", code}};
  if (!words.empty()) json["display"] = words;
  return json;
}

ordered_json coded_json(const std::string& system, const Coded& value) {
  ordered_json json;
  json["coding"] = ordered_json::array({coding_json(uri_of(system), std::to_string(value.code), value.name.zh)});
  if (!value.name.zh.empty()) json["text"] = value.name.zh;
  return json;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string out;
  for (const char character : text) {
    const auto octet = static_cast<unsigned char>(character);
    if (kPlain.find(character) != std::string_view::npos) {
      out += character;
    } else {
      out += '%';
      out += kHex[octet >> 4];
      out += kHex[octet & 15];
    }
  }
  return out;
}

Result<std::string> fhir_bundle(const Visit& visit, const Systems& systems) {
  if (const Result<void> checked = check_visit(visit); !checked) return checked.error();
  const std::string subject = entry_urn(visit.id, 0);
  std::vector<Entry> entries;
  entries.push_back(patient(visit, systems));
  entries.push_back(encounter(visit, systems, subject));
  for (Entry& one : coverages(visit, systems, subject)) entries.push_back(std::move(one));
  for (Entry& one : immunizations(visit, systems, subject)) entries.push_back(std::move(one));

  ordered_json bundle = {{"resourceType", "Bundle"},
                         {"identifier", identifier_json(systems.visit, visit.id)},
                         {"type", "transaction"},
                         {"timestamp", fhir_time(visit.at)},
                         {"entry", ordered_json::array()}};
  for (std::size_t place = 0; place < entries.size(); ++place) {
    ordered_json one = {{"fullUrl", entry_urn(visit.id, place)}};
    one["request"] = request(entries[place]);
    one["resource"] = std::move(entries[place].resource);
    bundle["entry"].push_back(std::move(one));
  }
  return bundle.dump();
}

}  // namespace heyi::terminal
