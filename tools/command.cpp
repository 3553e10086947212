// The one file that knows the parser. Commands look alike: Chinese first, then English, then options, then examples.
#include "command.hpp"

#include <CLI/CLI.hpp>

#include "failure.hpp"

namespace heyi::cli {

struct Option::Parsed {
  CLI::Option* option;
};

struct Command::Parsed {
  template <typename Value>
  Option declare(const std::string& name, Value& value, const std::string& description, const std::string& type) {
    CLI::Option* option = app->add_option(name, value, description)->type_name(type);
    return Option(std::make_shared<Option::Parsed>(Option::Parsed{option}));
  }

  std::shared_ptr<CLI::App> app;
  // What the parsed command line asks for; all commands of a program share it.
  std::shared_ptr<std::function<int()>> asked;
};

namespace {

constexpr std::size_t kOptionColumn = 34;

// The command that was being parsed when the parser gave up: the deepest one that was named.
std::string command_path(const CLI::App& app) {
  const auto named = app.get_subcommands();
  if (named.empty()) return app.get_name();
  return app.get_name() + " " + command_path(*named.front());
}

std::string unexpected(const CLI::App& app) {
  for (const std::string& argument : app.remaining(true)) {
    if (argument.size() > 1 && argument[0] == '-') return "unknown option " + argument.substr(0, argument.find('='));
  }
  if (app.get_subcommands().empty()) return "unknown command";
  return "more arguments than the command takes, or an unknown command";
}

Failure usage_failure(const CLI::App& app, const CLI::ParseError& error) {
  const bool extra = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError);
  const std::string what = extra ? unexpected(app) : error.what();
  return usage(what + "; see " + command_path(app) + " --help");
}

}  // namespace

Option& Option::required() {
  parsed_->option->required();
  return *this;
}

Option& Option::one_of(const std::vector<std::string>& words) {
  parsed_->option->check(CLI::IsMember(words));
  return *this;
}

Option& Option::between(int least, int most) {
  parsed_->option->check(CLI::Range(least, most));
  return *this;
}

Command Command::add_command(const std::string& name, const std::string& zh, const std::string& en,
                             const std::string& examples) {
  CLI::App* app = parsed_->app->add_subcommand(name, zh + " / " + en);
  app->footer("Examples:\n" + examples);
  return Command(std::make_shared<Parsed>(Parsed{parsed_->app->get_subcommand_ptr(app), parsed_->asked}));
}

void Command::require_subcommand() { parsed_->app->require_subcommand(1); }

Option Command::argument(const std::string& name, std::string& value, const std::string& description,
                         const std::string& type) {
  return text(name, value, description, type);
}

Option Command::arguments(const std::string& name, std::vector<std::string>& values, const std::string& description,
                          const std::string& type) {
  return parsed_->declare(name, values, description, type);
}

Option Command::text(const std::string& name, std::string& value, const std::string& description,
                     const std::string& type) {
  return parsed_->declare(name, value, description, type);
}

Option Command::number(const std::string& name, int& value, const std::string& description, const std::string& type) {
  return parsed_->declare(name, value, description, type);
}

Option Command::number(const std::string& name, std::uint64_t& value, const std::string& description,
                       const std::string& type) {
  return parsed_->declare(name, value, description, type);
}

Option Command::repeated(const std::string& name, std::vector<std::string>& values, const std::string& description,
                         const std::string& type) {
  Option option = arguments(name, values, description + " (repeatable)", type);
  option.parsed_->option->allow_extra_args(false);
  return option;
}

void Command::flag(const std::string& name, bool& value, const std::string& description) {
  parsed_->app->add_flag(name, value, description);
}

void Command::call_when_parsed(std::function<int()> run) {
  parsed_->app->callback([asked = parsed_->asked, run = std::move(run)] { *asked = run; });
}

Program::Program(const std::string& name, const std::string& description, const std::string& version,
                 const std::string& footer)
    : Command(std::make_shared<Parsed>(
          Parsed{std::make_shared<CLI::App>(description, name), std::make_shared<std::function<int()>>()})) {
  CLI::App& app = *parsed_->app;
  app.footer(footer);
  app.set_version_flag("--version", version, "Print the version");
  // Commands inherit the formatter.
  app.get_formatter()->column_width(kOptionColumn);
  require_subcommand();
}

int Program::run(int argc, char** argv) {
  CLI::App& app = *parsed_->app;
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked_for_help) {
    return app.exit(asked_for_help);
  } catch (const CLI::ParseError& error) {
    throw usage_failure(app, error);
  }
  return (*parsed_->asked)();
}

}  // namespace heyi::cli
