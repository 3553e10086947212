// Escaping is done on the Unicode text, before it is put into a charset whose octets may look like separators.
#include "handover/hl7_segment.hpp"

namespace heyi::terminal {

Encoded text(std::string_view plain) {
  std::string out;
  out.reserve(plain.size());
  for (const char character : plain) {
    switch (character) {
      case '|': out += "\\F\\"; break;
      case '^': out += "\\S\\"; break;
      case '&': out += "\\T\\"; break;
      case '~': out += "\\R\\"; break;
      case '\\': out += "\\E\\"; break;
      default: out += character;
    }
  }
  return Encoded(std::move(out));
}

Encoded join(char separator, const std::vector<Encoded>& parts) {
  std::string out;
  for (std::size_t index = 0; index < parts.size(); ++index) {
    if (index > 0) out += separator;
    out += parts[index].str();
  }
  out.erase(out.find_last_not_of(separator) + 1);
  return Encoded(std::move(out));
}

Encoded components(std::initializer_list<Encoded> parts) { return join('^', parts); }
Encoded subcomponents(std::initializer_list<Encoded> parts) { return join('&', parts); }
Encoded repetitions(const std::vector<Encoded>& parts) { return join('~', parts); }

Segment::Segment(std::string_view name) : head_(name), first_(1) {
  if (name != "MSH") return;
  head_ += "|^~\\&";
  first_ = 3;
}

Segment& Segment::set(std::size_t field, Encoded value) {
  const std::size_t index = field - first_;
  if (fields_.size() <= index) fields_.resize(index + 1);
  fields_[index] = value.str();
  return *this;
}

std::string Segment::str() const {
  std::string out = head_;
  for (const std::string& field : fields_) out += '|' + field;
  out.erase(out.find_last_not_of('|') + 1);
  return out + '\r';
}

}  // namespace heyi::terminal
