// OBX and IN1.
#include "handover/china_time.hpp"
#include "handover/hl7_parts.hpp"

namespace heyi::terminal {
namespace {

/// Observations numbers what it writes.
class Observations {
 public:
  // OBX: its number, the value's type, what is observed, which dose it belongs to, the value.
  void add(std::string_view type, const Encoded& what, std::size_t group, const Encoded& value) {
    Segment obx("OBX");
    obx.set(1, text(std::to_string(++count_))).set(2, text(type)).set(3, what);
    if (group > 0) obx.set(4, text(std::to_string(group)));
    out_ += obx.set(5, value).set(11, text("F")).str();
  }
  // The same, unless there is no value.
  void add_text(const Encoded& what, std::size_t group, std::string_view value) {
    if (!value.empty()) add("ST", what, group, text(value));
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
  std::size_t count_ = 0;
};

Encoded loinc(std::string_view code, std::string_view words) {
  return components({text(code), text(words), text("LN")});
}
Encoded own(std::string_view code, std::string_view words) {
  return components({text(code), text(words), text("99HEYI")});
}

void add_dose(Observations& observations, std::size_t group, const Dose& dose) {
  observations.add("ST", loinc("30956-7", "Vaccine type"), group, text(dose.product));
  observations.add("NM", loinc("30973-2", "Dose number in series"), group, text(std::to_string(dose.number)));
  observations.add("DT", loinc("30952-6", "Date and time of vaccination"), group, text(hl7_date(dose.date)));
  observations.add_text(loinc("30959-1", "Lot number"), group, dose.lot);
  observations.add_text(own("trace_code", "追溯码"), group, dose.trace_code);
  observations.add_text(own("organisation", "接种单位"), group, dose.organisation);
}

}  // namespace

std::string observation_segments(const Visit& visit) {
  Observations observations;
  if (visit.is_stale) {
    observations.add("CE", own("status.stale", "卡状态列表过旧"), 0,
                     components({text("Y"), text("Yes"), text("HL70136")}));
  }
  for (std::size_t index = 0; index < visit.doses.size(); ++index) {
    add_dose(observations, index + 1, visit.doses[index]);
  }
  return observations.take();
}

std::string insurance_segments(const Visit& visit, const Systems& systems) {
  if (!visit.social_security) return {};
  const SocialSecurity& card = *visit.social_security;
  // The fund of the pooling area pays; who does not say which it is is insured where the card says, or where it was
  // issued.
  const std::string& insured = card.insured_area.empty() ? card.issuing_area : card.insured_area;
  const std::string& fund = card.pooling_area.empty() ? insured : card.pooling_area;
  std::string out;
  for (std::size_t index = 0; index < card.coverages.size(); ++index) {
    const Coverage& one = card.coverages[index];
    Segment in1("IN1");
    in1.set(1, text(std::to_string(index + 1))).set(2, coded(one.type, "99HYINS"));
    in1.set(3, components({text(fund), {}, {}, authority("GB2260", systems.areas)}));
    // XAD-9, the county: where the person is insured.
    if (!card.insured_area.empty()) in1.set(5, components({{}, {}, {}, {}, {}, {}, {}, {}, text(card.insured_area)}));
    in1.set(12, text(hl7_date(one.since)));
    in1.set(17, components({text("SEL"), text("Self"), text("HL70063")}));
    in1.set(36, text(card.card_number)).set(45, text(std::to_string(one.state.code)));
    in1.set(49,
            components({text(card.card_number), {}, {}, authority("SSC", systems.social_security_card), text("SN")}));
    out += in1.str();
  }
  return out;
}

}  // namespace heyi::terminal
