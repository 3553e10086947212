// Segments of an HL7 v2 message, so that no value gets into one without being escaped.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace heyi::terminal {

/// Encoded is a part of a field as it stands in the message; only the functions below make one.
class Encoded {
 public:
  Encoded() = default;
  const std::string& str() const noexcept { return text_; }

 private:
  friend Encoded text(std::string_view plain);
  friend Encoded join(char separator, const std::vector<Encoded>& parts);
  explicit Encoded(std::string text) noexcept : text_(std::move(text)) {}
  std::string text_;
};

/// text escapes `|`, `^`, `&`, `~` and `\`.
Encoded text(std::string_view plain);

/// components, subcomponents and repetitions put parts together; empty ones at the end are left out.
Encoded components(std::initializer_list<Encoded> parts);
Encoded subcomponents(std::initializer_list<Encoded> parts);
Encoded repetitions(const std::vector<Encoded>& parts);

/// Segment is one line of the message.
class Segment {
 public:
  explicit Segment(std::string_view name);
  /// set writes a field by its number in the standard, from 1 (in MSH from 3).
  Segment& set(std::size_t field, Encoded value);
  /// str ends with CR; empty fields at the end are left out.
  std::string str() const;

 private:
  std::string head_;
  std::size_t first_;  // The number of the first field in fields_.
  std::vector<std::string> fields_;
};

}  // namespace heyi::terminal
