// heyi-receiver: puts the parts together, and waits for a signal.
#include <signal.h>

#include <iostream>
#include <mutex>
#include <optional>

#include "receiver/conversation.hpp"
#include "receiver/listener.hpp"
#include "receiver/options.hpp"
#include "station/process.hpp"

namespace heyi::terminal::receiver {
namespace {

/// StopWhenGone lets listeners end however this function is left.
struct StopWhenGone {
  Stop& stop;
  ~StopWhenGone() { stop.set(); }
};

int run(Options options) {
  station::keep_memory_private();
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  ::pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  ::signal(SIGPIPE, SIG_IGN);

  std::mutex console;
  Journal journal(options.log);
  Hospital::Show show;
  if (options.show) {
    show = [&console](const Shown& shown) {
      const std::lock_guard lock(console);
      std::cout << shown_line(shown) << std::endl;
    };
  }
  Hospital hospital(std::move(options.faults), journal, std::move(show));
  Stop stop;
  std::optional<Listener> mllp, fhir;
  const StopWhenGone guard{stop};
  if (options.mllp_port) {
    mllp.emplace(*options.mllp_port, stop, [&](Connection& connection) { talk_mllp(connection, hospital); });
  }
  if (options.fhir_port) {
    fhir.emplace(*options.fhir_port, stop, [&](Connection& connection) { talk_http(connection, hospital); });
  }
  {
    const std::lock_guard lock(console);
    if (mllp) std::cout << "MLLP 127.0.0.1:" << mllp->port() << '\n';
    if (fhir) std::cout << "FHIR http://127.0.0.1:" << fhir->port() << "/fhir\n";
    std::cout << "READY" << std::endl;
  }
  int signal = 0;
  ::sigwait(&ends, &signal);
  return 0;
}

}  // namespace
}  // namespace heyi::terminal::receiver

int main(int count, char** words) {
  try {
    int exit_status = -1;
    heyi::terminal::receiver::Options options = heyi::terminal::receiver::parse_options(count, words, exit_status);
    return exit_status >= 0 ? exit_status : heyi::terminal::receiver::run(std::move(options));
  } catch (const std::exception& error) {
    std::cerr << "heyi-receiver: " << error.what() << '\n';
    return 1;
  }
}
