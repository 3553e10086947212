// What is missing or wrong ends the start: a desk that works with half of what it was told would be found out late.
#include "program/equipment.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "desk/secrets.hpp"
#include "station/log.hpp"
#include "station/root_files.hpp"
#include "station/take.hpp"

namespace heyi::terminal {
namespace {

using station::take;

std::string read_text(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) throw std::runtime_error(name + ": cannot be read");
  return text.str();
}

DeskSettings desk_settings(const Settings& settings) {
  DeskSettings desk;
  desk.site = settings.site;
  desk.policy = take(Policy::preset(settings.policy), "--policy");
  if (!settings.tables_file.empty()) {
    desk.tables = take(CodeTables::from_json(read_text(settings.tables_file)), settings.tables_file);
  }
  if (!settings.systems_file.empty()) {
    desk.systems = take(systems_from_json(read_text(settings.systems_file)), settings.systems_file);
  }
  desk.hl7.charset = settings.charset == "gb18030" ? Charset::gb18030 : Charset::utf8;
  desk.hl7.is_production = !settings.is_test;
  const std::size_t caret = std::min(settings.receiving.find('^'), settings.receiving.size());
  desk.hl7.receiving_application = settings.receiving.substr(0, caret);
  if (caret < settings.receiving.size()) desk.hl7.receiving_facility = settings.receiving.substr(caret + 1);
  return desk;
}

// The names stand in the outbox: they are never changed.
std::vector<Destination> destinations_of(const Settings& settings, std::vector<Route>& routes) {
  std::vector<Destination> destinations;
  const auto add = [&](const char* name, Route::Form form, std::unique_ptr<Transport> transport) {
    routes.push_back({form, name});
    destinations.push_back({name, std::move(transport)});
  };
  if (!settings.mllp.empty()) {
    add("mllp", Route::Form::hl7, mllp_transport(take(parse_endpoint(settings.mllp), "--mllp")));
  }
  if (!settings.fhir.empty()) add("fhir", Route::Form::fhir, take(fhir_transport(settings.fhir), "--fhir"));
  if (!settings.hl7_folder.empty()) add("hl7-folder", Route::Form::hl7, folder_transport(settings.hl7_folder, "hl7"));
  if (!settings.fhir_folder.empty()) {
    add("fhir-folder", Route::Form::fhir, folder_transport(settings.fhir_folder, "json"));
  }
  return destinations;
}

}  // namespace

Equipment::Equipment(const Settings& settings, const RootPins* roots, Dispatcher::Listener listener) {
  const Time now = station::clock_now();
  DeskSettings desk = desk_settings(settings);
  std::vector<Destination> destinations = destinations_of(settings, desk.routes);
  station::Birth birth{
      roots != nullptr ? *roots : station::load_roots(settings.roots, settings.threshold, settings.environment),
      settings.state_folder,
      desk.policy,
      {}};
  birth.loss.begin_anew = settings.begin_anew;
  birth.loss.now = now;
  keeper_ = take(station::Keeper::open(birth, now), settings.state_folder);
  // The folder is there by now.
  lock_ = std::make_unique<FolderLock>(settings.state_folder);
  if (!settings.update_folder.empty()) {
    if (!std::filesystem::is_directory(settings.update_folder)) station::log_line("update folder: not there yet");
    updates_ = std::make_unique<station::UpdateFolder>(settings.update_folder, *keeper_);
  }
  outbox_ = take(Outbox::open(settings.state_folder), settings.state_folder);
  Secrets secrets = take(load_secrets(settings.state_folder, random_), settings.state_folder);
  log_ = take(AuditLog::open({settings.state_folder + "/audit.log", settings.site.terminal, secrets.signer}, now),
              settings.state_folder + "/audit.log");
  desk_ = std::make_unique<Desk>(std::move(desk), *keeper_, *outbox_, *log_, std::move(secrets.key));
  desk_->catch_up();
  for (const Destination& destination : destinations) destinations_.push_back(destination.name);
  dispatcher_ = std::make_unique<Dispatcher>(*outbox_, std::move(destinations), Backoff{}, std::move(listener));
  upkeep_ = std::make_unique<station::Upkeep>(*keeper_, updates_.get());
}

Equipment::~Equipment() {
  upkeep_.reset();
  dispatcher_.reset();
  if (const Result<void> signed_ = log_->checkpoint(station::clock_now()); !signed_) {
    station::log_line("audit log: " + station::words_of(signed_.error()));
  }
}

void Equipment::look_after(Time clock) {
  desk_->catch_up();
  if (!log_->is_checkpoint_due(clock)) return;
  if (const Result<void> done = log_->checkpoint(clock); !done) {
    station::log_line("audit log: " + station::words_of(done.error()));
  }
}

}  // namespace heyi::terminal
