// Words for what sections, fields and codes mean, in both languages, for people who read a card or a verdict.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <heyi/claims.hpp>
#include <heyi/time.hpp>

namespace heyi::cli {

/// both joins the two languages: `zh / en`.
std::string both(std::string_view zh, std::string_view en);

/// section_words is a section's title in both languages.
std::string section_words(Section section);

/// describe_section says a section of a card, field by field, one line each. `json` is the section as in a claims
/// file; codes are named by `tables`.
std::vector<std::string> describe_section(Section section, std::string_view json, const CodeTables& tables);

/// describe_field says one field; `path` is its name with its section's, `ss.card_number`, and `json` its value.
std::vector<std::string> describe_field(std::string_view path, std::string_view json, const CodeTables& tables);

/// expiry_words says of an end that it is past, or nearer than `warning`; empty when neither.
std::string expiry_words(Time end, Time now, Seconds warning = Seconds{0});

/// roughly says a length of time roughly, such as `3 天 / 3 days`.
std::string roughly(std::int64_t seconds);

}  // namespace heyi::cli
