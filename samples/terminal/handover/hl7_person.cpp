// PID and NK1.
#include "handover/china_time.hpp"
#include "handover/hl7_parts.hpp"
#include "handover/identifiers.hpp"

namespace heyi::terminal {
namespace {

// CX: number, authority, type, assigning facility, expiry, jurisdiction.
Encoded extended_id(const Identifier& one) {
  const std::string& facility = one.organisation.empty() ? one.issuer : one.organisation;
  return components({text(one.value),
                     {},
                     {},
                     authority(one.authority, one.system),
                     text(one.type),
                     text(facility),
                     {},
                     text(hl7_date(one.valid_until)),
                     text(one.area)});
}

// XPN: a Chinese name is one word, and which part is the family's nobody can tell a machine (欧阳, 阿依古丽·买买提).
Encoded full_name(const std::string& name) {
  return components({text(name), {}, {}, {}, {}, {}, text("L"), text("I")});
}

// GB/T 2261.1 to table 0001. 0 is unknown and 9 is not stated: neither says that there is another sex, which O would.
std::string_view sex_of(const Identity& identity) {
  if (!identity.sex) return "";
  return identity.sex->code == 1 ? "M" : identity.sex->code == 2 ? "F" : "U";
}

}  // namespace

std::string person_segments(const Visit& visit, const Systems& systems) {
  std::vector<Encoded> numbers;
  for (const Identifier& one : identifiers(visit, systems)) numbers.push_back(extended_id(one));
  Segment pid("PID");
  pid.set(1, text("1")).set(3, repetitions(numbers));
  if (const auto& id = visit.identity) {
    pid.set(5, full_name(id->name)).set(7, text(hl7_date(id->birth_date))).set(8, text(sex_of(*id)));
  } else {
    // The field is required; the code did not show a name.
    pid.set(5, components({{}, {}, {}, {}, {}, {}, text("U")}));
  }
  std::string out = pid.str();
  if (const auto& px = visit.presenter) {
    Segment nk1("NK1");
    nk1.set(1, text("1")).set(2, full_name(px->name)).set(3, coded(px->relation, "99HYREL"));
    nk1.set(9, text(hl7_date(px->valid_until)));
    if (!px->pseudonym.empty()) {
      Identifier one;
      one.value = px->pseudonym, one.system = systems.person, one.type = "ANON", one.authority = "HEYI";
      nk1.set(33, extended_id(one));
    }
    out += nk1.str();
  }
  return out;
}

}  // namespace heyi::terminal
