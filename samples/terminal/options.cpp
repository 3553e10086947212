// Words of the command line; `heyi-terminal --help` prints them.
#include "options.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <stdexcept>

namespace heyi::terminal {
namespace {

constexpr const char* kAbout =
    "登记台：扫码枪读码，离线验证，交给医院系统\n"
    "The registration desk: reads codes from a scanner, verifies them offline, hands visits to the hospital's system";

constexpr const char* kExamples =
    "Examples:\n"
    "  heyi-terminal --simulate\n"
    "  heyi-terminal --selftest --serial /dev/ttyACM0 --page scanner.html\n"
    "  heyi-terminal --root /etc/heyi/root.pub.pem --state /var/lib/heyi-terminal --updates /var/lib/heyi-updates \\\n"
    "    --organisation 12370100495570303U --terminal A-03 --operator N0042 \\\n"
    "    --serial /dev/ttyACM0:115200 --mllp his.hospital:2575\n"
    "  heyi-terminal outbox --state /var/lib/heyi-terminal\n"
    "  heyi-terminal resend --state /var/lib/heyi-terminal --all\n"
    "\n"
    "Keys on the screen: F2 language, F5 the presenter's document was compared, F8 wipe, F9 resend what is parked,\n"
    "F10 end. docs/integrate-terminal.md has the rest. Exit status: 0 ended, 1 could not start, or the self-test "
    "found\n"
    "something; 2 usage.";

void add_desk(CLI::App& app, Settings& settings) {
  app.add_option("--root", settings.roots, "Public key of a root, PEM; may be repeated")->type_name("ROOT_PUB.pem");
  app.add_option("--threshold", settings.threshold, "How many of the roots must have signed")
      ->type_name("K")
      ->check(CLI::Range(1, 16))
      ->capture_default_str();
  app.add_option("--env", settings.environment,
                 "Environment that the lists must belong to (default: the line `Heyi-Environment: NAME` in the root "
                 "file, else production)")
      ->type_name("NAME");
  app.add_option("--state", settings.state_folder,
                 "Folder of the terminal's state: lists, codes used, the clock, outbox, audit log; made when it is not "
                 "there")
      ->type_name("DIR");
  app.add_option("--updates", settings.update_folder, "Folder that is watched for files named *.bundle; never changed")
      ->type_name("DIR");
  app.add_option("--policy", settings.policy, "Policy that codes are judged by")
      ->type_name("P")
      ->check(CLI::IsMember({"hospital", "identify"}))
      ->capture_default_str();
  app.add_flag("--begin-anew", settings.begin_anew,
               "When the state was lost or damaged, begin anew; verdicts are marked until `heyi state confirm` "
               "(without: end with an error)");
  app.add_option("--organisation", settings.site.organisation, "The hospital's code: no default")->type_name("CODE");
  app.add_option("--terminal", settings.site.terminal, "This terminal's code at the hospital: no default")
      ->type_name("CODE");
  app.add_option("--operator", settings.site.operator_code, "Code of who sits at the desk: no default")
      ->type_name("CODE");
  app.add_option("--tables", settings.tables_file, "Code tables of the region, JSON (default: those of the SDK)")
      ->type_name("FILE");
}

void add_handover(CLI::App& app, Settings& settings) {
  app.add_option("--mllp", settings.mllp, "Hand visits over as HL7 v2.5 ADT^A04 over MLLP")->type_name("HOST:PORT");
  app.add_option("--hl7-folder", settings.hl7_folder, "The same as files")->type_name("DIR");
  app.add_option("--charset", settings.charset, "Of HL7 messages")
      ->type_name("C")
      ->check(CLI::IsMember({"utf8", "gb18030"}))
      ->capture_default_str();
  app.add_option("--receiving", settings.receiving, "MSH-5 and, after a ^, MSH-6 of HL7 messages")
      ->type_name("APP[^PLACE]")
      ->capture_default_str();
  app.add_flag("--test", settings.is_test, "Mark HL7 messages as tests (MSH-11 T)");
  app.add_option("--fhir", settings.fhir, "Hand visits over as FHIR R4 transactions to a server")->type_name("URL");
  app.add_option("--fhir-folder", settings.fhir_folder, "The same as files")->type_name("DIR");
  app.add_option("--systems", settings.systems_file, "Names of the identifiers' systems, JSON (default: see the docs)")
      ->type_name("FILE");
}

// Scanners, as words that are checked once all are there.
struct Words {
  std::vector<std::string> serial;
  std::string language = "zh", presenter = "ask";
  bool is_selftest = false, is_all = false;
};

void add_inputs(CLI::App& app, Options& options, Words& words) {
  app.add_option("--serial", words.serial,
                 "A serial scanner, or one at USB as a virtual COM port; 9600 8N1 unless told; may be repeated")
      ->type_name("PATH[:BAUD[:8N1]]");
  app.add_flag("--wedge", options.reads_keyboard,
               "A scanner that types on this terminal's keyboard (default where there is a screen)");
  app.add_option("--evdev", options.input_devices, "A scanner that is a keyboard, taken for itself; may be repeated")
      ->type_name("/dev/input/eventN");
  app.add_option("--images", options.image_folders, "Folder that is watched for pictures of codes; may be repeated")
      ->type_name("DIR");
  app.add_flag("--stdin", options.reads_lines, "Codes on standard input, one a line");
  app.add_flag("--simulate", options.simulates,
               "Needs no scanner, keys or lists: the people of an example city come to the desk");
  app.add_option("--pace", options.pace, "With --simulate: milliseconds from one to the next")
      ->type_name("MS")
      ->check(CLI::Range(1, 600000))
      ->capture_default_str();
  app.add_flag("--selftest", words.is_selftest,
               "Test the scanner: write the page of test codes, then say of each scan what is set wrong");
  app.add_option("--page", options.page, "With --selftest: where the page goes")->type_name("FILE.html");
}

void add_outputs(CLI::App& app, Options& options, Words& words) {
  app.add_flag("--headless", options.is_headless, "No screen: a JSON object a line on standard output");
  app.add_flag("--with-claims", options.has_claims, "With --headless: lines hold the whole visit, personal data");
  app.add_option("--presenter", words.presenter,
                 "`ask`: who comes for somebody else is handed over once their document was compared; `trust`: at once")
      ->type_name("P")
      ->check(CLI::IsMember({"ask", "trust"}))
      ->capture_default_str();
  app.add_option("--language", words.language, "Of the screen")
      ->type_name("L")
      ->check(CLI::IsMember({"zh", "en"}))
      ->capture_default_str();
  app.add_option("--idle", options.keeps, "Seconds that a result stays on the screen")
      ->type_name("S")
      ->check(CLI::Range(5, 600))
      ->capture_default_str();
  app.add_option("--entry", options.entry_port,
                 "Answer programs of this machine at 127.0.0.1 (0: any port that is free; see the docs)")
      ->type_name("PORT")
      ->check(CLI::Range(0, 65535));
  app.add_option("--entry-origin", options.entry_origins,
                 "With --entry: a web page's origin that may ask, such as https://his.hospital; may be repeated")
      ->type_name("ORIGIN");
}

// Which scanners there are when none is named: the keyboard, where there is a screen.
void check(Options& options, const Words& words) {
  for (const std::string& one : words.serial) options.serial.push_back(parse_serial(one));
  options.asks_for_presenter = words.presenter == "ask";
  options.language = words.language == "zh" ? Language::zh : Language::en;
  if (words.is_selftest) {
    options.work = Options::Work::selftest;
    if (options.serial.size() > 1) throw CLI::ValidationError("--selftest", "tests one scanner");
    return;
  }
  if (options.has_claims && !options.is_headless) throw CLI::ValidationError("--with-claims", "goes with --headless");
  if (!options.entry_origins.empty() && options.entry_port < 0) {
    throw CLI::ValidationError("--entry-origin", "goes with --entry");
  }
  if (options.entry_port > 0 && options.entry_port < 1024) {
    throw CLI::ValidationError("--entry", "0, or 1024 and above");
  }
  if (options.reads_keyboard && options.reads_lines) {
    throw CLI::ValidationError("--stdin", "and --wedge read the same input");
  }
  Settings& settings = options.settings;
  if (options.simulates) {
    if (!settings.roots.empty() || !settings.state_folder.empty() || !settings.update_folder.empty()) {
      throw CLI::ValidationError("--simulate", "goes without --root, --state and --updates");
    }
    const auto otherwise = [](std::string& code, const char* example) {
      if (code.empty()) code = example;
    };
    otherwise(settings.site.organisation, "12370100495570303U");
    otherwise(settings.site.terminal, "SIM-1");
    otherwise(settings.site.operator_code, "N0042");
    settings.roots = {"simulated"};
    settings.state_folder = "simulated";
  }
  if (const std::string wrong = check_settings(settings); !wrong.empty()) throw CLI::ValidationError(wrong);
  const bool has_input = !options.serial.empty() || !options.input_devices.empty() || !options.image_folders.empty() ||
                         options.reads_lines || options.simulates || options.entry_port >= 0;
  if (!options.is_headless && !options.reads_lines && ::isatty(STDIN_FILENO) == 1) options.reads_keyboard = true;
  if (!has_input && !options.reads_keyboard) {
    throw CLI::ValidationError("a scanner", "--serial, --evdev, --images, --wedge, --stdin, --entry or --simulate");
  }
}

}  // namespace

Options parse_options(int count, char** words, int& exit_status) {
  Options options;
  Words given;
  CLI::App app(kAbout, "heyi-terminal");
  app.footer(kExamples);
  app.set_version_flag("--version", HEYI_VERSION);
  add_desk(app, options.settings);
  add_inputs(app, options, given);
  add_handover(app, options.settings);
  add_outputs(app, options, given);
  CLI::App* const outbox = app.add_subcommand("outbox", "待交接的就诊 · Visits that wait, or were refused");
  outbox->add_option("--state", options.settings.state_folder, "The terminal's state")->type_name("DIR")->required();
  CLI::App* const resend = app.add_subcommand("resend", "重新发送 · Send again what was refused or waits");
  resend->add_option("--state", options.settings.state_folder, "The terminal's state")->type_name("DIR")->required();
  CLI::Option* const id = resend->add_option("ID", options.resend, "The visit")->type_name("ID");
  resend->add_flag("--all", given.is_all, "All of them")->excludes(id);
  exit_status = -1;
  try {
    app.parse(count, words);
    if (outbox->parsed()) {
      options.work = Options::Work::outbox;
    } else if (resend->parsed()) {
      options.work = Options::Work::resend;
      if (options.resend.empty() && !given.is_all) throw CLI::RequiredError("ID or --all");
    } else {
      check(options, given);
    }
  } catch (const CLI::ParseError& error) {
    exit_status = app.exit(error) == 0 ? 0 : 2;
  } catch (const std::runtime_error& error) {
    exit_status = app.exit(CLI::ValidationError("--serial", error.what())) == 0 ? 0 : 2;
  }
  return options;
}

}  // namespace heyi::terminal
