// An HL7 message as a hospital's interface engine reads it. Written apart from the terminal's writer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace heyi::terminal::receiver {

/// Hl7In is what the receiver needs of a message; what it could not read is empty.
struct Hl7In {
  std::string id;                    ///< MSH-10, escaped as it came.
  std::string type;                  ///< MSH-9, such as `ADT^A04^ADT_A01`.
  std::string processing, charset;   ///< MSH-11, MSH-18.
  std::string name, number;          ///< PID-5.1, and the first of PID-3.
  std::vector<std::string> parties;  ///< MSH-3 to MSH-6, escaped as they came.
  bool is_readable = false;          ///< It begins as HL7 does, its octets are what its charset says, it has an id.
};

/// read_hl7 decodes first and splits then: the second octet of a GB 18030 character may equal a separator.
Hl7In read_hl7(const std::string& octets);

/// acknowledgement is the ACK, in the charset of the message that it answers. `code` is AA, AE or AR; `number` names
/// the ACK itself, and `time` is MSH-7.
std::string acknowledgement(const Hl7In& message, std::string_view code, std::string_view id, std::uint64_t number,
                            std::string_view time);

}  // namespace heyi::terminal::receiver
