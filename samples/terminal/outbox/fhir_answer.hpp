// What a FHIR server's answer to a transaction means. Pure.
#pragma once

#include <string_view>

#include "outbox/dispatcher.hpp"

namespace heyi::terminal {

/// judge_fhir_answer is what came of a letter, by the status and the body of an HTTP answer. `why` holds statuses and
/// codes of the FHIR value set `issue-type`, never the server's own words.
Delivery judge_fhir_answer(int status, std::string_view body);

}  // namespace heyi::terminal
