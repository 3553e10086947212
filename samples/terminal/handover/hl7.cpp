// The HL7 message: ADT^A04, "a patient has been registered", in the order of the structure ADT_A01.
#include "handover/charset.hpp"
#include "handover/check.hpp"
#include "handover/china_time.hpp"
#include "handover/hl7_parts.hpp"
#include "handover/systems.hpp"

namespace heyi::terminal {
namespace {

std::string header(const Visit& visit, const Hl7Settings& settings) {
  Segment msh("MSH");
  msh.set(3, text("HEYI")).set(4, text(visit.site.organisation));
  msh.set(5, text(settings.receiving_application)).set(6, text(settings.receiving_facility));
  msh.set(7, text(hl7_time(visit.at)));
  msh.set(9, components({text("ADT"), text("A04"), text("ADT_A01")})).set(10, text(visit.id));
  msh.set(11, text(settings.is_production ? "P" : "T")).set(12, text("2.5")).set(17, text("CHN"));
  // Names of table 0211. The table has no later year of GB 18030; what differs between the years is refused.
  msh.set(18, text(settings.charset == Charset::utf8 ? "UNICODE UTF-8" : "GB 18030-2000"));
  return msh.str();
}

std::string event(const Visit& visit) {
  Segment evn("EVN");
  // EVN-1 says what MSH-9 says; older engines look here.
  evn.set(1, text("A04")).set(2, text(hl7_time(visit.at))).set(5, text(visit.site.operator_code));
  return evn.set(7, text(visit.site.organisation)).str();
}

std::string visit_segment(const Visit& visit, const Systems& systems) {
  Segment pv1("PV1");
  pv1.set(1, text("1")).set(2, text("O"));
  // Where: the terminal is the point of care, in the organisation.
  pv1.set(3, components({text(visit.site.terminal), {}, {}, text(visit.site.organisation)}));
  pv1.set(19, components({text(visit.id), {}, {}, authority("HEYI", systems.visit), text("VN")}));
  return pv1.set(44, text(hl7_time(visit.at))).str();
}

}  // namespace

Encoded authority(std::string_view name, const std::string& system) {
  const UniversalId universal = universal_id(system);
  return subcomponents({text(name), text(universal.id), text(universal.type)});
}

Encoded coded(const Coded& value, std::string_view table) {
  return components({text(std::to_string(value.code)), text(value.name.zh), text(table)});
}

Result<std::string> hl7_message(const Visit& visit, const Hl7Settings& settings, const Systems& systems) {
  if (const Result<void> checked = check_visit(visit); !checked) return checked.error();
  if (!is_plain(settings.receiving_application) || !is_plain(settings.receiving_facility)) {
    return fail(Reason::claims_out_of_range, "receiving application or facility");
  }
  std::string message = header(visit, settings) + event(visit) + person_segments(visit, systems) +
                        visit_segment(visit, systems) + observation_segments(visit) +
                        insurance_segments(visit, systems);
  if (settings.charset == Charset::utf8) return message;
  return to_charset(message, "GB18030");
}

}  // namespace heyi::terminal
