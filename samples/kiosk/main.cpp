// heyi-kiosk: puts the parts together, and keeps watch while they run.
#include <malloc.h>
#include <signal.h>
#include <unistd.h>

#include <sys/prctl.h>
#include <sys/resource.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "agent/log.hpp"
#include "agent/service_manager.hpp"
#include "agent/take.hpp"
#include "agent/upkeep.hpp"
#include "options.hpp"
#include "simulation/scratch_folder.hpp"
#include "simulation/simulation.hpp"

namespace heyi::kiosk {
namespace {

constexpr std::chrono::milliseconds kTick{500};
constexpr std::chrono::seconds kLongestJudgement{8};

RootPins load_roots(const Options& options) {
  std::vector<std::string> pems;
  for (const std::string& name : options.roots) {
    std::ifstream file(name, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) throw std::runtime_error(name + ": cannot be read");
    pems.push_back(text.str());
  }
  return take(read_root_pins(pems, options.threshold, options.environment), "--root");
}

// Memory holds what people showed: no dump of it may reach a disk, and no other program may look into it.
void keep_memory_private() {
  constexpr rlimit kNone{0, 0};
  ::setrlimit(RLIMIT_CORE, &kNone);
  ::prctl(PR_SET_DUMPABLE, 0);
}

// What cannot be ended is left to the service manager, which starts the agent anew. The state survives that.
[[noreturn]] void end_at_once(const char* why) {
  log_line(why);
  ::_exit(1);
}

// Until a signal says to end: the watchdog, and judgements that do not end.
void keep_watch(const Server& server, const sigset_t& ends) {
  using Clock = std::chrono::steady_clock;
  const auto watchdog = watchdog_interval();
  Clock::time_point patted{};
  const timespec tick{0, std::chrono::nanoseconds(kTick).count()};
  while (::sigtimedwait(&ends, nullptr, &tick) < 0) {
    if (!server.is_listening()) end_at_once("the server ended: starting anew");
    if (server.longest_judgement() > kLongestJudgement)
      end_at_once("a frame could not be judged in time: starting anew");
    // The watchdog hears of the agent only when a request is answered, as the page would have it.
    if (watchdog.count() > 0 && Clock::now() - patted >= watchdog && server.is_answering()) {
      tell_service_manager("WATCHDOG=1");
      patted = Clock::now();
    }
  }
}

// A bundle or a frame in work may keep the program from ending: it has this long.
void end_within(std::chrono::seconds time) {
  std::thread([time] {
    std::this_thread::sleep_for(time);
    end_at_once("ended in the middle of work");
  }).detach();
}

// The allocator would keep a store of its own for nearly every thread that ever answered, each grown to a frame's size.
void keep_memory_small() { ::mallopt(M_ARENA_MAX, 2); }

int run(Options options) {
  keep_memory_private();
  keep_memory_small();
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  ::pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  ::signal(SIGPIPE, SIG_IGN);

  SystemRandom random;
  std::unique_ptr<ScratchFolder> scratch;
  std::unique_ptr<Simulation> simulation;
  if (options.simulate) {
    scratch = std::make_unique<ScratchFolder>();
    options.state_folder = scratch->path();
    if (options.server.place.area.empty()) options.server.place.area = "370102";
    simulation = std::make_unique<Simulation>(clock_now(), random);
  }
  options.server.policy = take(Policy::preset(options.policy), "--policy");
  options.server.place.clock_tolerance = options.server.policy.clock_tolerance;
  Birth birth{simulation ? simulation->roots() : load_roots(options), options.state_folder, options.server.policy, {}};
  birth.loss.begin_anew = options.begin_anew;
  birth.loss.now = clock_now();
  const std::unique_ptr<Keeper> keeper = take(Keeper::open(birth, clock_now()), options.state_folder);
  if (simulation) take(keeper->apply(simulation->bundle(), clock_now()), "the simulation's bundle");
  std::unique_ptr<UpdateFolder> updates;
  if (!options.update_folder.empty()) {
    if (!std::filesystem::is_directory(options.update_folder)) log_line("update folder: not there yet");
    updates = std::make_unique<UpdateFolder>(options.update_folder, *keeper);
  }
  if (const auto handed = handed_socket()) {
    options.server.listening = handed->descriptor;
    options.server.port = handed->port;
  }
  Server server(options.server, *keeper, updates.get(), simulation.get(), random);
  server.start();
  log_line(std::string("started, version " HEYI_VERSION) + (keeper->lists() ? "" : "; no trust list yet"));
  std::cout << "READY http://127.0.0.1:" << server.port() << '/' << std::endl;
  tell_service_manager("READY=1");
  {
    const Upkeep upkeep(*keeper, updates.get());
    keep_watch(server, ends);
    tell_service_manager("STOPPING=1");
    end_within(std::chrono::seconds(5));
  }
  if (options.server.listening >= 0) {
    // The library ends by shutting the socket down, which would end it for the service manager too, and with it the
    // hold on the port. A request that is cut off is asked again.
    log_line("ended");
    scratch.reset();
    ::_exit(0);
  }
  server.stop();
  log_line("ended");
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
