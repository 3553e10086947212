// The shape of a command: it declares its options, and says what is to be done once all is parsed. The parser, CLI11,
// stays behind these classes, because its header costs seconds in every file that includes it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace heyi::cli {

inline constexpr int kExitAccept = 0;
inline constexpr int kExitReject = 1;
inline constexpr int kExitFailure = 2;
inline constexpr int kExitRetry = 3;

/// Option is the handle of a declared option, to say what the command line must keep to. A break is a usage Failure.
class Option {
 public:
  /// required makes the option one that must be given.
  Option& required();
  /// one_of allows these words alone.
  Option& one_of(const std::vector<std::string>& words);
  /// between allows `least` to `most`, both included.
  Option& between(int least, int most);

 private:
  friend class Command;
  struct Parsed;
  explicit Option(std::shared_ptr<Parsed> parsed) noexcept : parsed_(std::move(parsed)) {}

  std::shared_ptr<Parsed> parsed_;
};

/// Command is the handle of a declared command. Values named here are filled while the command line is parsed, so
/// they must live until then: in the options that `on_run` keeps. `type` names a value's shape in the help.
class Command {
 public:
  /// add_command declares a command below this one, with its Chinese and English description and its examples.
  Command add_command(const std::string& name, const std::string& zh, const std::string& en,
                      const std::string& examples);
  /// require_subcommand says that this command does nothing itself: one below it must be named.
  void require_subcommand();

  /// argument declares a value that is told by its place.
  Option argument(const std::string& name, std::string& value, const std::string& description, const std::string& type);
  /// arguments declares the values that remain, one or more when required.
  Option arguments(const std::string& name, std::vector<std::string>& values, const std::string& description,
                   const std::string& type);
  /// text declares an option with one value.
  Option text(const std::string& name, std::string& value, const std::string& description, const std::string& type);
  /// number declares an option with one whole number; what is none, or does not fit, is refused.
  Option number(const std::string& name, int& value, const std::string& description, const std::string& type);
  Option number(const std::string& name, std::uint64_t& value, const std::string& description, const std::string& type);
  /// repeated declares an option that takes one value and may be given several times.
  Option repeated(const std::string& name, std::vector<std::string>& values, const std::string& description,
                  const std::string& type);
  /// flag declares an option without a value.
  void flag(const std::string& name, bool& value, const std::string& description);

  /// on_run says what the command does with its options once they are parsed; `run` answers with the exit status.
  template <typename Options>
  void on_run(std::shared_ptr<Options> options, int (*run)(const Options&)) {
    call_when_parsed([options = std::move(options), run] { return run(*options); });
  }

 protected:
  struct Parsed;
  explicit Command(std::shared_ptr<Parsed> parsed) noexcept : parsed_(std::move(parsed)) {}

  std::shared_ptr<Parsed> parsed_;

 private:
  void call_when_parsed(std::function<int()> run);
};

/// Program is the command above all others.
class Program : public Command {
 public:
  Program(const std::string& name, const std::string& description, const std::string& version,
          const std::string& footer);

  /// run parses the command line, and does what it asks for. What it finds wrong is a usage Failure in one line;
  /// arguments that no option takes are not repeated there, because one may be the text of a code.
  int run(int argc, char** argv);
};

void add_keygen(Command& program);
void add_trust(Command& program);
void add_status(Command& program);
void add_request(Command& program);
void add_issue(Command& program);
void add_present(Command& program);
void add_challenge(Command& program);
void add_verify(Command& program);
void add_bundle(Command& program);
void add_state(Command& program);
void add_rules(Command& program);
void add_inspect(Command& program);
void add_audit(Command& program);
void add_demo(Command& program);

// The parts of `heyi trust`, `heyi status` and `heyi rules`.
void add_trust_edit(Command& trust);
void add_trust_end(Command& trust);
void add_trust_sign(Command& trust);
void add_trust_rotate(Command& trust);
void add_trust_show(Command& trust);
void add_status_edit(Command& status);
void add_status_delta(Command& status);
void add_status_show(Command& status);
void add_rules_test(Command& rules);

}  // namespace heyi::cli
