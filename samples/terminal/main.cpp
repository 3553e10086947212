// heyi-terminal: puts the parts together, and looks after them while they run.
#include <fcntl.h>
#include <langinfo.h>
#include <signal.h>
#include <unistd.h>

#include <clocale>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>

#include "entry/server.hpp"
#include "options.hpp"
#include "outbox/report.hpp"
#include "program/loop.hpp"
#include "scan/scanners.hpp"
#include "scan/selftest.hpp"
#include "simulation/people.hpp"
#include "simulation/simulated_scanner.hpp"
#include "station/city/city.hpp"
#include "station/log.hpp"
#include "station/process.hpp"
#include "station/scratch_folder.hpp"
#include "station/service_manager.hpp"
#include "station/take.hpp"

namespace heyi::terminal {
namespace {

using station::take;
using Scanners = std::vector<std::unique_ptr<Scanner>>;

void open_scanners(const Options& options, station::City* city, EventQueue& queue, Scanners& scanners) {
  for (const SerialSettings& serial : options.serial) scanners.push_back(open_serial(serial, queue));
  for (const std::string& path : options.input_devices) scanners.push_back(open_evdev(path, queue));
  for (const std::string& path : options.image_folders) scanners.push_back(open_folder(path, queue));
  if (options.reads_lines) scanners.push_back(open_lines(STDIN_FILENO, "standard input", queue));
  if (city != nullptr) scanners.push_back(open_simulated(*city, std::chrono::milliseconds(options.pace), queue));
  if (options.reads_keyboard) scanners.push_back(open_wedge(STDIN_FILENO, queue));
}

// What is logged would be painted over the screen, and the screen over it: it goes to a file of the state.
void keep_log_off_the_screen(const std::string& folder) {
  if (::isatty(STDERR_FILENO) != 1) return;
  const int file = ::open((folder + "/terminal.log").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) throw std::runtime_error(folder + ": cannot be written");
  ::dup2(file, STDERR_FILENO);
  ::close(file);
}

int run_desk(Options options) {
  station::keep_memory_private();
  station::keep_memory_small();
  sigset_t ends;
  sigemptyset(&ends);
  for (const int one : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&ends, one);
  ::pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);  // A full file is an error like a full disk.

  SystemRandom random;
  std::unique_ptr<station::ScratchFolder> scratch;
  std::unique_ptr<station::City> city;
  std::optional<RootPins> roots;
  if (options.simulates) {
    scratch = std::make_unique<station::ScratchFolder>();
    options.settings.state_folder = scratch->path();
    const Time now = station::clock_now();
    city = std::make_unique<station::City>(station::City::Settings{people(now), "medical", {}}, now, random);
    roots = city->roots();
  }
  Deliveries deliveries;
  Equipment equipment(options.settings, roots ? &*roots : nullptr,
                      [&deliveries](const DeliveryEvent& event) { deliveries.push(event); });
  if (city) take(equipment.keeper().apply(city->bundle(), station::clock_now()), "the simulation's bundle");
  station::log_line(std::string("started, version " HEYI_VERSION) +
                    (equipment.keeper().lists() ? "" : "; no trust list yet"));

  EventQueue queue;
  const bool has_screen = !options.is_headless && (options.entry_port < 0 || ::isatty(STDOUT_FILENO) == 1);
  if (has_screen) keep_log_off_the_screen(options.settings.state_folder);
  const std::unique_ptr<Screen> screen = has_screen ? Screen::open() : nullptr;
  Scanners scanners;
  open_scanners(options, city.get(), queue, scanners);
  Board board(equipment, options.language, std::chrono::seconds(options.keeps), options.simulates);
  LoopSettings settings;
  settings.has_claims = options.has_claims;
  settings.asks_for_presenter = options.asks_for_presenter;
  settings.inputs = scanners.size();
  settings.ends_with_input = options.is_headless && options.entry_port < 0 && !scanners.empty();
  Loop loop(settings, equipment, queue, deliveries, board, screen.get(), options.is_headless ? &std::cout : nullptr);
  std::unique_ptr<Entry> entry;
  std::unique_ptr<EntryServer> server;
  if (options.entry_port >= 0) {
    entry = std::make_unique<Entry>(equipment);
    server = std::make_unique<EntryServer>(EntryServer::Settings{options.entry_port, options.entry_origins,
                                                                 options.settings.state_folder + "/entry.token"},
                                           *entry, random);
    station::log_line("READY http://127.0.0.1:" + std::to_string(server->port()) + "/call");
  }
  station::tell_service_manager("READY=1");
  const auto watchdog = station::watchdog_interval();
  Moment patted{};
  loop.run(ends, [&] {
    if (server && !server->is_listening()) station::end_at_once("the entry ended: starting anew");
    if (watchdog.count() == 0 || std::chrono::steady_clock::now() - patted < watchdog) return;
    station::tell_service_manager("WATCHDOG=1");
    patted = std::chrono::steady_clock::now();
  });
  station::tell_service_manager("STOPPING=1");
  station::end_within(std::chrono::seconds(10));
  server.reset();
  queue.close();
  scanners.clear();
  equipment.end_deliveries();
  loop.tell_deliveries();
  station::log_line("ended");
  return 0;
}

int run_selftest_of(const Options& options) {
  if (!options.page.empty()) {
    std::ofstream file(options.page, std::ios::binary);
    file << take(selftest_page(), "the page") << std::flush;
    if (!file) throw std::runtime_error(options.page + ": cannot be written");
    std::cout << "请打印或在手机上打开 · print it, or open it on a phone: " << options.page << std::endl;
  }
  return run_selftest(STDIN_FILENO, std::cout, options.language) ? 0 : 1;
}

// An outbox that is not there is a mistyped folder, not an empty one.
std::unique_ptr<Outbox> open_outbox(const std::string& folder) {
  if (!std::filesystem::exists(folder + "/outbox.db")) throw std::runtime_error(folder + ": holds no outbox");
  return take(Outbox::open(folder), folder);
}

int show_outbox(const Options& options) {
  take(print_outbox(*open_outbox(options.settings.state_folder), std::cout, options.language), "outbox");
  return 0;
}

int resend(const Options& options) {
  const std::unique_ptr<Outbox> outbox = open_outbox(options.settings.state_folder);
  const int count = take(outbox->resend(options.resend, station::clock_now()), "resend");
  std::cout << "重新发送 · sent again: " << count << std::endl;
  return count > 0 || options.resend.empty() ? 0 : 1;
}

int run(Options options) {
  if (std::setlocale(LC_ALL, "") == nullptr || std::string_view(::nl_langinfo(CODESET)) != "UTF-8") {
    std::setlocale(LC_ALL, "C.UTF-8");
  }
  switch (options.work) {
    case Options::Work::selftest: return run_selftest_of(options);
    case Options::Work::outbox: return show_outbox(options);
    case Options::Work::resend: return resend(options);
    case Options::Work::desk: break;
  }
  return run_desk(std::move(options));
}

}  // namespace
}  // namespace heyi::terminal

int main(int count, char** words) {
  try {
    int exit_status = -1;
    heyi::terminal::Options options = heyi::terminal::parse_options(count, words, exit_status);
    return exit_status >= 0 ? exit_status : heyi::terminal::run(std::move(options));
  } catch (const std::exception& error) {
    std::cerr << "heyi-terminal: " << error.what() << '\n';
    return 1;
  }
}
