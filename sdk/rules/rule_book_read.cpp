// Reads a rule book strictly: what nobody knows is a mistake, and told with its place.
#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "codec/json_text.hpp"
#include "rules/expression.hpp"
#include "rules/rule_book.hpp"

namespace heyi {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxServices = 64, kMaxRules = 32, kMaxCases = 1000, kMaxWords = 600, kMaxId = 64;
constexpr int kLevels = 64;

Error bad(const std::string& place, const std::string& what) {
  return fail(Reason::rules_invalid, place.empty() ? what : place + ": " + what);
}

bool is_id(const std::string& id) {
  return !id.empty() && id.size() <= kMaxId && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

/// Members takes an object apart; the first mistake is kept, and so is the name of a member that nobody asked for.
class Members {
 public:
  Members(const json& object, std::string place) : object_(object), place_(std::move(place)) {
    if (!object.is_object()) note("an object");
  }

  const json* find(const char* name) {
    known_.insert(name);
    if (!object_.is_object()) return nullptr;
    const auto found = object_.find(name);
    return found == object_.end() ? nullptr : &*found;
  }

  std::string text(const char* name, bool required, std::size_t most = kMaxWords) {
    const json* found = find(name);
    if (found == nullptr && !required) return {};
    if (found == nullptr || !found->is_string()) return note(std::string(name) + ": a text"), std::string();
    std::string text = found->get<std::string>();
    if (text.empty() || text.size() > most) note(std::string(name) + ": 1 to " + std::to_string(most) + " octets");
    return text;
  }

  std::string id() {
    std::string id = text("id", true, kMaxId);
    if (!is_id(id)) note("id: a to z, digits and hyphens");
    return id;
  }

  Words words(const char* name, bool required) {
    const json* found = find(name);
    if (found == nullptr && !required) return {};
    if (found == nullptr) return note(std::string(name) + " is missing"), Words();
    Members members(*found, name);
    Words words{members.text("zh", true), members.text("en", true)};
    if (const Result<void> sound = members.finish(); !sound) note(sound.error().detail);
    return words;
  }

  std::optional<std::int64_t> day(const char* name) {
    const std::string text = this->text(name, false);
    if (text.empty()) return std::nullopt;
    const Result<std::int64_t> day = parse_date(text);
    if (!day) note(std::string(name) + ": a date");
    return day ? std::optional(*day) : std::nullopt;
  }

  const json& list(const char* name, std::size_t fewest, std::size_t most) {
    static const json empty = json::array();
    const json* found = find(name);
    if (found == nullptr && fewest == 0) return empty;
    if (found != nullptr && found->is_array() && found->size() >= fewest && found->size() <= most) return *found;
    note(std::string(name) + ": a list of " + std::to_string(fewest) + " to " + std::to_string(most));
    return empty;
  }

  void note(const std::string& what) {
    if (fault_.empty()) fault_ = what;
  }

  Result<void> finish() {
    if (fault_.empty()) {
      for (const auto& [name, value] : object_.items()) {
        if (!known_.contains(name)) note("there is nothing called " + name);
      }
    }
    return fault_.empty() ? Result<void>{} : bad(place_, fault_);
  }

 private:
  const json& object_;
  std::string place_, fault_;
  std::set<std::string> known_;
};

// What an expression reads tells which sections it needs. `area` stands for the areas of a social-security card.
std::string sections_read(const Logic& logic, std::vector<Section>& sections) {
  for (const std::string& path : logic.reads()) {
    const std::string top = path.substr(0, path.find('.'));
    if (top == "here" || top == "now" || top == "today") continue;
    const std::optional<Section> section = top == "area" ? Section::ss : section_from_name(top);
    if (!section) return "reads " + (path.empty() ? "everything" : path) + ", which no facts have";
    if (std::find(sections.begin(), sections.end(), *section) == sections.end()) sections.push_back(*section);
  }
  return {};
}

Result<rules::Rule> read_rule(const json& object, const std::string& place) {
  Members members(object, place);
  std::string id = members.id();
  const json* expression = members.find("logic");
  if (expression == nullptr) return bad(place, "logic is missing");
  Result<Logic> logic = rules::logic_of(*expression);
  if (!logic) return fail(logic.error().reason, place + ".logic: " + logic.error().detail);
  std::vector<Section> sections;
  if (const std::string fault = sections_read(*logic, sections); !fault.empty()) members.note(fault);
  std::set<std::string> named;
  for (const json& path : members.list("reads", 0, 64)) named.insert(path.is_string() ? path.get<std::string>() : "");
  if (!std::equal(named.begin(), named.end(), logic->reads().begin(), logic->reads().end()))
    members.note("reads: not what its logic reads");
  std::vector<std::vector<std::string>> needed;
  std::set<std::string> optional;
  for (const json& path : members.list("optional", 0, 64)) {
    if (!path.is_string() || !named.contains(path.get<std::string>())) members.note("optional: one of what it reads");
    if (path.is_string()) optional.insert(path.get<std::string>());
  }
  for (const std::string& path : named) {
    if (!optional.contains(path)) needed.push_back(rules::split_path(path));
  }
  rules::Rule rule{
      std::move(id),       *std::move(logic),    std::move(sections),           std::move(needed),
      members.day("from"), members.day("until"), members.words("failed", true), members.words("advice", true)};
  if (const Result<void> sound = members.finish(); !sound) return sound.error();
  return rule;
}

Result<rules::Service> read_service(const json& object, const std::string& place) {
  Members members(object, place);
  rules::Service service{members.id(), members.words("title", true), {}};
  std::set<std::string> ids;
  for (const json& one : members.list("rules", 1, kMaxRules)) {
    Result<rules::Rule> rule = read_rule(one, place + ".rules[" + std::to_string(service.rules.size()) + "]");
    if (!rule) return rule.error();
    if (!ids.insert(rule->id).second) members.note("two rules are called " + rule->id);
    service.rules.push_back(*std::move(rule));
  }
  if (const Result<void> sound = members.finish(); !sound) return sound.error();
  return service;
}

std::optional<Eligibility> eligibility_from(const json& name) {
  for (const Eligibility one : {Eligibility::eligible, Eligibility::not_eligible, Eligibility::unknown}) {
    if (name.is_string() && name.get<std::string>() == eligibility_name(one)) return one;
  }
  return std::nullopt;
}

// The sections of a case that are there and yet not to be read, each with its state.
std::map<Section, std::string> read_states(Members& members) {
  std::map<Section, std::string> states;
  const json* found = members.find("states");
  if (found == nullptr) return states;
  for (const auto& [name, state] : found->items()) {
    const auto section = section_from_name(name);
    constexpr std::string_view kStates[] = {"withheld", "unvouched", "expired", "suspended", "stale"};
    const std::string text = state.is_string() ? state.get<std::string>() : "";
    if (!section || std::find(std::begin(kStates), std::end(kStates), text) == std::end(kStates)) {
      members.note("states: a section and its state");
    } else {
      states.emplace(*section, text);
    }
  }
  return states;
}

Result<rules::Case> read_case(const json& object, const std::string& place, const std::vector<rules::Service>& known) {
  Members members(object, place);
  std::string name = members.text("name", true);
  const Result<Time> at = parse_time(members.text("at", true));
  if (!at) members.note("at: a date-time");
  const std::string area = members.text("area", true);
  const json* sections = members.find("sections");
  const std::map<Section, std::string> states = read_states(members);
  std::map<std::string, Eligibility> expected;
  const json* expect = members.find("expect");
  if (expect == nullptr || !expect->is_object() || expect->empty()) return bad(place, "expect: services and outcomes");
  for (const auto& [service, outcome] : expect->items()) {
    const bool exists =
        std::any_of(known.begin(), known.end(), [&, id = service](const auto& s) { return s.id == id; });
    const std::optional<Eligibility> wanted = eligibility_from(outcome);
    if (!exists || !wanted) members.note("expect: " + service);
    if (wanted) expected.emplace(service, *wanted);
  }
  if (const Result<void> sound = members.finish(); !sound) return sound.error();
  Result<Facts> facts = Facts::from_json(sections == nullptr ? "{}" : sections->dump(), states, area, *at);
  if (!facts) return bad(place, facts.error().detail);
  return rules::Case{std::move(name), *std::move(facts), std::move(expected)};
}

Result<RuleBook::Impl> read_book(const json& object) {
  Members members(object, {});
  const json* format = members.find("heyi-rules");
  if (format == nullptr || *format != 1) return bad({}, "heyi-rules: 1");
  RuleBook::Impl book{members.words("title", true), members.words("notice", false), {}, {}};
  std::set<std::string> ids;
  for (const json& one : members.list("services", 1, kMaxServices)) {
    Result<rules::Service> service = read_service(one, "services[" + std::to_string(book.services.size()) + "]");
    if (!service) return service.error();
    if (!ids.insert(service->id).second) members.note("two services are called " + service->id);
    book.services.push_back(*std::move(service));
  }
  for (const json& one : members.list("cases", 0, kMaxCases)) {
    Result<rules::Case> read = read_case(one, "cases[" + std::to_string(book.cases.size()) + "]", book.services);
    if (!read) return read.error();
    book.cases.push_back(*std::move(read));
  }
  if (const Result<void> sound = members.finish(); !sound) return sound.error();
  return book;
}

}  // namespace

Result<RuleBook> RuleBook::from_json(std::string_view text) {
  const Result<json> parsed = parse_json(text, kLevels);
  if (!parsed) return fail(Reason::rules_invalid, parsed.error().detail);
  Result<Impl> book = read_book(*parsed);
  if (!book) return book.error();
  return RuleBook(std::make_shared<const Impl>(*std::move(book)));
}

}  // namespace heyi
