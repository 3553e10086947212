// What a terminal is set up with, from the command line or, for programs that embed it, from JSON.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <heyi/result.hpp>

#include "desk/visit.hpp"

namespace heyi::terminal {

/// Settings are of the desk itself, without its scanners and screen.
struct Settings {
  std::vector<std::string> roots;  ///< Files.
  int threshold = 1;
  std::string environment, state_folder, update_folder;
  std::string policy = "hospital";  ///< Or `identify`.
  bool begin_anew = false;
  Site site;
  std::string tables_file, systems_file;  ///< JSON; empty for the standard ones.
  std::string mllp;                       ///< `host:port`; empty for none.
  std::string fhir;                       ///< A base URL; empty for none.
  std::string hl7_folder, fhir_folder;    ///< Empty for none.
  std::string charset = "utf8";           ///< Or `gb18030`.
  std::string receiving = "HIS";          ///< MSH-5, or MSH-5 and MSH-6 as `HIS^HOSPITAL`.
  bool is_test = false;                   ///< MSH-11: T instead of P.
};

/// check_settings says what is missing or malformed, in words for whoever sets the terminal up; empty when all is well.
std::string check_settings(const Settings& settings);

/// settings_from_json reads one JSON object whose keys are the names of the options without the dashes; unknown keys
/// are refused. Fails with `claims.bad_json`, `claims.unknown_field`, `claims.wrong_type`.
Result<Settings> settings_from_json(std::string_view json);

}  // namespace heyi::terminal
