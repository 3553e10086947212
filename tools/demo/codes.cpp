// Making the demo's codes with the same calls that an app and an authority make.
#include "demo/codes.hpp"

#include <algorithm>
#include <optional>

#include "failure.hpp"

namespace heyi::cli {
namespace {

constexpr Seconds kDay{24 * 3600};

/// Maker makes cards and codes of one world; what fails ends the command.
class Maker {
 public:
  Maker(const World& world, Random& random) : world_(world), random_(random) {}

  Bytes card(std::string claims, const Authority& issuer, const PrivateKey& device, std::vector<Section> redact = {},
             std::optional<Time> at = {}) {
    return issue(world_, {std::move(claims), issuer, device, at.value_or(world_.now), std::move(redact)}, random_);
  }

  Presentation show(const std::vector<Bytes>& cards, const PrivateKey& device, std::vector<Section> sections,
                    const char* audience, bool same_person = true) {
    PresentOptions options;
    options.now = world_.now;
    options.show = std::move(sections);
    options.audience = audience;
    options.check_same_person = same_person;
    return take(present(cards, device, options), "demo");
  }

 private:
  const World& world_;
  Random& random_;
};

std::string until(Time time) { return format_time(time).substr(0, 10); }

// Somebody edits the card number in the code, as a forger would.
Presentation tamper(Presentation shown, const std::string& card_number) {
  const auto at = std::search(shown.token.begin(), shown.token.end(), card_number.begin(), card_number.end());
  if (at == shown.token.end()) return shown;
  auto& last = *(at + static_cast<std::ptrdiff_t>(card_number.size()) - 1);
  last = last == '9' ? '8' : '9';
  shown.text = encode_text(shown.token);
  return shown;
}

Presentation printed(const World& world, std::uint64_t index) {
  const std::string claims_file = static_claims(first_person(), until(world.now + 5 * 365 * kDay), index);
  const Claims claims = take(Claims::from_json(claims_file, CodeTables::standard()), "demo");
  IssueOptions options;
  options.now = world.now;
  const std::vector<Bytes> cards = {take(issue_static(claims, world.platform.key, world.pseudonyms, options), "demo")};
  PresentOptions how;
  how.now = world.now;
  return take(present_static(cards, how), "demo");
}

}  // namespace

DemoCodes make_codes(const World& world, Random& random, std::uint64_t revoked) {
  Maker maker(world, random);
  const std::uint64_t index = random_index(random) / 2 * 2;
  const std::uint64_t other = index == revoked / 2 * 2 ? (index + 2) % kStatusEntries : index;
  const std::vector<Section> id = {Section::id};
  const std::vector<Section> all = {Section::ss, Section::id, Section::hc};
  const std::string later = until(world.now + 5 * 365 * kDay);
  const std::string before = until(world.now - 30 * kDay);
  const Time two_years_ago = world.now - 730 * kDay;

  DemoCodes made;
  const Bytes ss = made.cards.ss = maker.card(world.ss_claims, world.hrss, world.holder, id);
  const Bytes hc = made.cards.hc = maker.card(world.hc_claims, world.health, world.holder);
  const Bytes ss_sm2 = maker.card(world.ss_claims, world.hrss_sm2, world.holder_sm2, id);
  const Bytes hc_sm2 = maker.card(world.hc_claims, world.health_sm2, world.holder_sm2);
  const Bytes old_ss =
      maker.card(ss_claims(first_person(), before, other), world.hrss, world.holder, id, two_years_ago);
  const Bytes old_hc =
      maker.card(hc_claims(first_person(), before, other + 1), world.health, world.holder, {}, two_years_ago);
  const Bytes lost_hc = maker.card(hc_claims(first_person(), later, revoked), world.health, world.holder);
  const Bytes other_hc = maker.card(hc_claims(second_person(), later, other), world.health, world.holder);

  const Presentation full = maker.show({ss, hc}, world.holder, all, "medical");
  made.full_plain = full.plain.size();
  const auto add = [&](const char* name, const char* audience, Decision expected, const char* zh, const char* en,
                       Presentation shown) {
    made.codes.push_back({name, audience, zh, en, expected, std::move(shown)});
  };
  add("full", "medical", Decision::accept, "社保卡、身份、健康卡合为一码",
      "Social security, identity and health card in one code", full);
  add("social", "social", Decision::accept, "只出示社保卡，隐去身份",
      "The social-security card alone, identity withheld", maker.show({ss, hc}, world.holder, {Section::ss}, "social"));
  add("sm2", "medical", Decision::accept, "国密 SM2/SM3 合一码", "As full, all under SM2 with SM3",
      maker.show({ss_sm2, hc_sm2}, world.holder_sm2, all, "medical"));
  add("static", "", Decision::accept, "打印码：仅识别编号，须核对证件",
      "Printed: identifies a number, check the document", printed(world, other));
  add("tampered", "medical", Decision::reject, "有人改了社保卡号", "Somebody changed the card number",
      tamper(maker.show({ss, hc}, world.holder, all, "medical"), first_person().ss_card));
  add("expired", "medical", Decision::reject, "两张卡都已过期", "Both cards have expired",
      maker.show({old_ss, old_hc}, world.holder, all, "medical"));
  add("revoked", "medical", Decision::reject, "健康卡已注销", "The health card has been revoked",
      maker.show({ss, lost_hc}, world.holder, all, "medical"));
  add("wrong_aud", "medical", Decision::reject, "为社保窗口出示的码，拿到了医院",
      "Made for a social-security counter, shown at a hospital", maker.show({ss, hc}, world.holder, all, "social"));
  add("two_people", "medical", Decision::reject, "一人的社保卡，另一人的健康卡",
      "One person's social-security card, another's health card",
      maker.show({ss, other_hc}, world.holder, all, "medical", false));
  return made;
}

}  // namespace heyi::cli
