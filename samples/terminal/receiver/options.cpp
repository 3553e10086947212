// Words of the command line; `heyi-receiver --help` prints them.
#include "receiver/options.hpp"

#include <CLI/CLI.hpp>

namespace heyi::terminal::receiver {
namespace {

constexpr const char* kAbout =
    "模拟医院系统：接收登记台的 HL7 与 FHIR 消息，也可故意出错，供试用与测试\n"
    "A hospital system to try heyi-terminal with: takes HL7 over MLLP and FHIR over HTTP, and can behave badly. "
    "At 127.0.0.1 alone";

constexpr const char* kExamples =
    "Examples:\n"
    "  heyi-receiver --mllp 2575 --fhir 8080 --show\n"
    "  heyi-receiver --mllp 0 --log received.jsonl --fault busy:3\n"
    "\n"
    "It prints `MLLP 127.0.0.1:PORT`, `FHIR http://127.0.0.1:PORT/fhir`, then `READY`.\n"
    "Faults, KIND or KIND:N for the first N messages:\n"
    "  refuse       AR, or HTTP 422              error        AE, or HTTP 500\n"
    "  bad_request  AR, or HTTP 400              busy         no answer (once, or N times)\n"
    "  delay:MS     the answer comes late        slow         the answer comes at an octet a second\n"
    "  drop         takes it, then closes        drop_before  closes without taking it\n"
    "  garbage      no HL7, or no HTTP           wrong_id     an ACK for another message, or a JSON that is no answer\n"
    "  half         half an answer, then closes  endless      an answer that does not end\n"
    "  nonsense     garbage, wrong_id, half, endless and error in turn\n"
    "  random:SEED  every second message, on average, meets one of those after which it is sent again\n"
    "The log has one JSON object a line: at, via (mllp, fhir), id, answer (a KIND, or accept), taken, again, size, "
    "octets (base64).\n"
    "Exit status: 0 ended by a signal, 1 could not start, 2 usage.";

}  // namespace

Options parse_options(int count, char** words, int& exit_status) {
  Options options;
  std::string fault;
  CLI::App app(kAbout, "heyi-receiver");
  app.footer(kExamples);
  app.set_version_flag("--version", HEYI_VERSION);
  app.add_option("--mllp", options.mllp_port, "Port for HL7 over MLLP; 0 takes any that is free")
      ->type_name("PORT")
      ->check(CLI::Range(0, 65535));
  app.add_option("--fhir", options.fhir_port, "Port for FHIR; 0 takes any that is free")
      ->type_name("PORT")
      ->check(CLI::Range(0, 65535));
  app.add_option("--log", options.log, "File that each message is appended to before it is answered; personal data")
      ->type_name("FILE");
  app.add_flag("--show", options.show, "Prints a line for each message, names and numbers masked");
  app.add_option("--fault", fault, "How to behave badly")->type_name("KIND[:N]");
  exit_status = -1;
  try {
    app.parse(count, words);
    if (!options.mllp_port && !options.fhir_port) throw CLI::RequiredError("--mllp or --fhir");
    if (!fault.empty()) {
      const std::optional<Faults> faults = Faults::parse(fault);
      if (!faults) throw CLI::ValidationError("--fault", "no such fault; see --help");
      options.faults = *faults;
    }
  } catch (const CLI::ParseError& error) {
    exit_status = app.exit(error) == 0 ? 0 : 2;
  }
  return options;
}

}  // namespace heyi::terminal::receiver
