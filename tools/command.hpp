// The shape of a command: it declares its options, and leaves in the session what is to be done once all is parsed.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>

namespace heyi::cli {

inline constexpr int kExitAccept = 0;
inline constexpr int kExitReject = 1;
inline constexpr int kExitFailure = 2;
inline constexpr int kExitRetry = 3;

/// Session receives what the parsed command line asks for; `run` answers with the exit status.
struct Session {
  std::function<int()> run;
};

/// add_command declares a command with its Chinese and English description and its examples.
CLI::App& add_command(CLI::App& parent, const std::string& name, const std::string& zh, const std::string& en,
                      const std::string& examples);

/// on_run says what a command does with its options once they are parsed.
template <typename Options>
void on_run(CLI::App& command, Session& session, std::shared_ptr<Options> options, int (*run)(const Options&)) {
  command.callback([&session, options, run] { session.run = [options, run] { return run(*options); }; });
}

void add_keygen(CLI::App& app, Session& session);
void add_trust(CLI::App& app, Session& session);
void add_status(CLI::App& app, Session& session);
void add_request(CLI::App& app, Session& session);
void add_issue(CLI::App& app, Session& session);
void add_present(CLI::App& app, Session& session);
void add_verify(CLI::App& app, Session& session);
void add_inspect(CLI::App& app, Session& session);
void add_demo(CLI::App& app, Session& session);

// The parts of `heyi trust` and `heyi status`.
void add_trust_edit(CLI::App& trust, Session& session);
void add_trust_sign(CLI::App& trust, Session& session);
void add_trust_show(CLI::App& trust, Session& session);
void add_status_edit(CLI::App& status, Session& session);
void add_status_show(CLI::App& status, Session& session);

}  // namespace heyi::cli
