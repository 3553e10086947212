// Commands look alike: Chinese first, then English, then options, then examples.
#include "command.hpp"

namespace heyi::cli {

CLI::App& add_command(CLI::App& parent, const std::string& name, const std::string& zh, const std::string& en,
                      const std::string& examples) {
  CLI::App& command = *parent.add_subcommand(name, zh + " / " + en);
  if (!examples.empty()) command.footer("Examples:\n" + examples);
  command.get_formatter()->column_width(34);
  return command;
}

}  // namespace heyi::cli
