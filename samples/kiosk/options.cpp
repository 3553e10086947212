// Words of the command line; `heyi-kiosk --help` prints them.
#include "options.hpp"

#include <CLI/CLI.hpp>

namespace heyi::kiosk {
namespace {

constexpr const char* kAbout =
    "自助机：摄像头读码，离线验证，说明可办服务\n"
    "The agent behind a self-service screen: reads codes from the page's camera, verifies them offline, says what is "
    "open";

constexpr const char* kExamples =
    "Examples:\n"
    "  heyi-kiosk --simulate\n"
    "  heyi-kiosk --root /etc/heyi/root.pub.pem --state /var/lib/heyi-kiosk --updates /var/lib/heyi-updates --area "
    "370102\n"
    "\n"
    "It prints `READY http://127.0.0.1:PORT/` once it listens; that address is the screen. docs/integrate-kiosk.md "
    "says\n"
    "how to set a kiosk up. Exit status: 0 ended by a signal, 1 could not start, 2 usage.";

}  // namespace

Options parse_options(int count, char** words, int& exit_status) {
  Options options;
  CLI::App app(kAbout, "heyi-kiosk");
  app.footer(kExamples);
  app.set_version_flag("--version", HEYI_VERSION);
  app.add_option("--root", options.roots, "Public key of a root, PEM; may be repeated")->type_name("ROOT_PUB.pem");
  app.add_option("--threshold", options.threshold, "How many of the roots must have signed")
      ->type_name("K")
      ->check(CLI::Range(1, 16))
      ->capture_default_str();
  app.add_option("--env", options.environment,
                 "Environment that the lists must belong to (default: the line `Heyi-Environment: NAME` in the root "
                 "file, else production)")
      ->type_name("NAME");
  app.add_option("--state", options.state_folder,
                 "Folder of the kiosk's state: lists, codes used, the clock; made when it is not there")
      ->type_name("DIR");
  app.add_option("--updates", options.update_folder, "Folder that is watched for files named *.bundle; never changed")
      ->type_name("DIR");
  app.add_option("--area", options.server.place.area, "GB/T 2260 code of where the kiosk stands, 6 digits: no default")
      ->type_name("AREA");
  app.add_option("--policy", options.policy, "Policy that codes are judged by")
      ->type_name("P")
      ->check(CLI::IsMember({"kiosk", "hospital", "identify"}))
      ->capture_default_str();
  app.add_option(
         "--port", options.server.port,
         "Port at 127.0.0.1, 1024 or above; 0 takes any that is free; a socket that systemd hands over comes first")
      ->type_name("N")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  app.add_option("--idle", options.server.idle_seconds, "Seconds without a touch after which the screen wipes itself")
      ->type_name("S")
      ->check(CLI::Range(5, 600))
      ->capture_default_str();
  app.add_option("--rate", options.server.frame_rate, "Frames a second that are taken")
      ->type_name("N")
      ->check(CLI::Range(1, 10000))
      ->capture_default_str();
  app.add_flag(
      "--begin-anew", options.begin_anew,
      "When the state was lost or damaged, begin anew; verdicts are marked until `heyi state confirm` (without: "
      "end with an error)");
  app.add_flag("--simulate", options.simulate,
               "Needs no camera, keys or lists: an example city is made, and the screen is shown its codes");
  exit_status = -1;
  try {
    app.parse(count, words);
    const std::string& area = options.server.place.area;
    if (!area.empty() && (area.size() != 6 || area.find_first_not_of("0123456789") != std::string::npos)) {
      throw CLI::ValidationError("--area", "6 digits, such as 370102");
    }
    // Browsers leave port 80 out of `Host`, and what is below 1024 needs a privilege that the agent should not have.
    if (options.server.port > 0 && options.server.port < 1024) {
      throw CLI::ValidationError("--port", "0, or 1024 and above");
    }
    if (options.simulate &&
        (!options.roots.empty() || !options.state_folder.empty() || !options.update_folder.empty())) {
      throw CLI::ValidationError("--simulate", "goes without --root, --state and --updates");
    }
    if (!options.simulate) {
      if (options.roots.empty()) throw CLI::RequiredError("--root");
      if (options.state_folder.empty()) throw CLI::RequiredError("--state");
      if (area.empty()) throw CLI::RequiredError("--area");
    }
  } catch (const CLI::ParseError& error) {
    exit_status = app.exit(error) == 0 ? 0 : 2;
  }
  return options;
}

}  // namespace heyi::kiosk
