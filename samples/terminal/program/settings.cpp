// One list of names for both ways in.
#include "program/settings.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

namespace heyi::terminal {
namespace {

using nlohmann::json;

bool is_code(std::string_view text, std::size_t most) {
  constexpr std::string_view kLetters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-";
  return !text.empty() && text.size() <= most && text.find_first_not_of(kLetters) == std::string_view::npos;
}

std::map<std::string, std::string Settings::*, std::less<>> texts() {
  return {{"env", &Settings::environment},
          {"state", &Settings::state_folder},
          {"updates", &Settings::update_folder},
          {"policy", &Settings::policy},
          {"tables", &Settings::tables_file},
          {"systems", &Settings::systems_file},
          {"mllp", &Settings::mllp},
          {"fhir", &Settings::fhir},
          {"hl7-folder", &Settings::hl7_folder},
          {"fhir-folder", &Settings::fhir_folder},
          {"charset", &Settings::charset},
          {"receiving", &Settings::receiving}};
}

std::map<std::string, std::string Site::*, std::less<>> codes() {
  return {{"organisation", &Site::organisation}, {"terminal", &Site::terminal}, {"operator", &Site::operator_code}};
}

Error wrong(const std::string& name) { return fail(Reason::claims_wrong_type, name); }

Result<void> take(Settings& settings, const std::string& name, const json& value) {
  static const auto kTexts = texts();
  static const auto kCodes = codes();
  const auto text = kTexts.find(name);
  const auto code = kCodes.find(name);
  if (text != kTexts.end() || code != kCodes.end()) {
    if (!value.is_string()) return wrong(name);
    (text != kTexts.end() ? settings.*text->second : settings.site.*code->second) = value.get<std::string>();
  } else if (name == "root") {
    if (!value.is_array() ||
        !std::all_of(value.begin(), value.end(), [](const json& one) { return one.is_string(); })) {
      return wrong(name);
    }
    settings.roots = value.get<std::vector<std::string>>();
  } else if (name == "threshold") {
    if (!value.is_number_integer() || value < 1 || value > 16) return wrong(name);
    settings.threshold = value.get<int>();
  } else if (name == "begin-anew" || name == "test") {
    if (!value.is_boolean()) return wrong(name);
    (name == "test" ? settings.is_test : settings.begin_anew) = value.get<bool>();
  } else {
    return fail(Reason::claims_unknown_field, name);
  }
  return {};
}

}  // namespace

std::string check_settings(const Settings& settings) {
  constexpr std::size_t kMostCode = 20, kMostOrganisation = 40;
  if (settings.roots.empty()) return "--root: at least one root key";
  if (settings.state_folder.empty()) return "--state: a folder";
  if (!is_code(settings.site.organisation, kMostOrganisation)) {
    return "--organisation: the hospital's code, 1 to 40 of 0-9 A-Z a-z _ -; there is no default";
  }
  if (!is_code(settings.site.terminal, kMostCode)) {
    return "--terminal: this terminal's code, 1 to 20 of 0-9 A-Z a-z _ -; there is no default";
  }
  if (!is_code(settings.site.operator_code, kMostCode)) {
    return "--operator: who sits at the desk, 1 to 20 of 0-9 A-Z a-z _ -; there is no default";
  }
  if (settings.policy != "hospital" && settings.policy != "identify") return "--policy: hospital or identify";
  if (settings.charset != "utf8" && settings.charset != "gb18030") return "--charset: utf8 or gb18030";
  return {};
}

Result<Settings> settings_from_json(std::string_view text) {
  const json object = json::parse(text, nullptr, false);
  if (!object.is_object()) return fail(Reason::claims_bad_json, "settings");
  Settings settings;
  for (const auto& [name, value] : object.items()) {
    if (const Result<void> taken = take(settings, name, value); !taken) return taken.error();
  }
  return settings;
}

}  // namespace heyi::terminal
