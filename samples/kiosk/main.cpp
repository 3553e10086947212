// heyi-kiosk: puts the parts together, and keeps watch while they run.
#include <signal.h>

#include <chrono>
#include <filesystem>
#include <iostream>

#include "options.hpp"
#include "simulation/simulation.hpp"
#include "station/log.hpp"
#include "station/process.hpp"
#include "station/root_files.hpp"
#include "station/scratch_folder.hpp"
#include "station/service_manager.hpp"
#include "station/take.hpp"
#include "station/upkeep.hpp"

namespace heyi::kiosk {
namespace {

constexpr std::chrono::milliseconds kTick{500};
constexpr std::chrono::seconds kLongestJudgement{8};

// Until a signal says to end: the watchdog, and judgements that do not end.
void keep_watch(const Server& server, const sigset_t& ends) {
  using Clock = std::chrono::steady_clock;
  const auto watchdog = station::watchdog_interval();
  Clock::time_point patted{};
  const timespec tick{0, std::chrono::nanoseconds(kTick).count()};
  while (::sigtimedwait(&ends, nullptr, &tick) < 0) {
    if (!server.is_listening()) station::end_at_once("the server ended: starting anew");
    if (server.longest_judgement() > kLongestJudgement)
      station::end_at_once("a frame could not be judged in time: starting anew");
    // The watchdog hears of the agent only when a request is answered, as the page would have it.
    if (watchdog.count() > 0 && Clock::now() - patted >= watchdog && server.is_answering()) {
      station::tell_service_manager("WATCHDOG=1");
      patted = Clock::now();
    }
  }
}

int run(Options options) {
  station::keep_memory_private();
  station::keep_memory_small();
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  ::pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  ::signal(SIGPIPE, SIG_IGN);

  SystemRandom random;
  std::unique_ptr<station::ScratchFolder> scratch;
  std::unique_ptr<Simulation> simulation;
  if (options.simulate) {
    scratch = std::make_unique<station::ScratchFolder>();
    options.state_folder = scratch->path();
    if (options.server.place.area.empty()) options.server.place.area = "370102";
    simulation = std::make_unique<Simulation>(station::clock_now(), random);
  }
  options.server.policy = station::take(Policy::preset(options.policy), "--policy");
  options.server.place.clock_tolerance = options.server.policy.clock_tolerance;
  station::Birth birth{
      simulation ? simulation->roots() : station::load_roots(options.roots, options.threshold, options.environment),
      options.state_folder,
      options.server.policy,
      {}};
  birth.loss.begin_anew = options.begin_anew;
  birth.loss.now = station::clock_now();
  const std::unique_ptr<station::Keeper> keeper =
      station::take(station::Keeper::open(birth, station::clock_now()), options.state_folder);
  if (simulation) station::take(keeper->apply(simulation->bundle(), station::clock_now()), "the simulation's bundle");
  std::unique_ptr<station::UpdateFolder> updates;
  if (!options.update_folder.empty()) {
    if (!std::filesystem::is_directory(options.update_folder)) station::log_line("update folder: not there yet");
    updates = std::make_unique<station::UpdateFolder>(options.update_folder, *keeper);
  }
  if (const auto handed = station::handed_socket()) {
    options.server.listening = handed->descriptor;
    options.server.port = handed->port;
  }
  Server server(options.server, *keeper, updates.get(), simulation.get(), random);
  server.start();
  station::log_line(std::string("started, version " HEYI_VERSION) + (keeper->lists() ? "" : "; no trust list yet"));
  std::cout << "READY http://127.0.0.1:" << server.port() << '/' << std::endl;
  station::tell_service_manager("READY=1");
  {
    const station::Upkeep upkeep(*keeper, updates.get());
    keep_watch(server, ends);
    station::tell_service_manager("STOPPING=1");
    station::end_within(std::chrono::seconds(5));
  }
  server.stop();
  station::log_line("ended");
  return 0;
}

}  // namespace
}  // namespace heyi::kiosk

int main(int count, char** words) {
  try {
    int exit_status = -1;
    heyi::kiosk::Options options = heyi::kiosk::parse_options(count, words, exit_status);
    return exit_status >= 0 ? exit_status : heyi::kiosk::run(std::move(options));
  } catch (const std::exception& error) {
    std::cerr << "heyi-kiosk: " << error.what() << '\n';
    return 1;
  }
}
