// The parts of the HL7 message that say who came and with what.
#pragma once

#include <string>

#include "handover/hl7_segment.hpp"
#include "handover/message.hpp"

namespace heyi::terminal {

/// authority is an HD inside a component: a namespace id, and the name of a system.
Encoded authority(std::string_view name, const std::string& system);

/// coded is a CE: a code, its words in Chinese, and the table's name (table 0396: 99… is local).
Encoded coded(const Coded& value, std::string_view table);

/// person_segments writes PID, and NK1 when somebody presents the code for its holder.
std::string person_segments(const Visit& visit, const Systems& systems);

/// observation_segments writes an OBX for everything that has no field of its own: a status list that is old, and what
/// is known of each dose.
std::string observation_segments(const Visit& visit);

/// insurance_segments writes an IN1 for each insurance.
std::string insurance_segments(const Visit& visit, const Systems& systems);

}  // namespace heyi::terminal
