// heyi request: the holder's app proves to an issuer that it has the device key.
#include <heyi/card.hpp>

#include "command.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"
#include "options.hpp"

namespace heyi::cli {
namespace {

constexpr const char* kExamples =
    "  heyi request --holder holder.pem --to JN-SS --out ss.request\n"
    "  heyi issue ss.json --key issuer.pem --pseudonym-key city.key --request ss.request --out ss.card";

struct Options {
  std::string holder, issuer, out, at, passphrase_file;
};

int run(const Options& options) {
  const PrivateKey holder = load_signer(options.holder, options.passphrase_file);
  const Bytes request = take(make_request(holder, options.issuer, time_of_run(options.at)), "--to");
  write_file(options.out, request);
  return kExitAccept;
}

}  // namespace

void add_request(Command& program) {
  auto options = std::make_shared<Options>();
  Command command = program.add_command("request", "持卡人设备申请领卡",
                                        "Ask an issuer for a card: proof of possession of the device key", kExamples);
  command.text("--holder", options->holder, "Private key of the holder's device, PEM", "HOLDER.pem").required();
  command
      .text("--to", options->issuer, "Short code of the issuer that the request is for, 1 to 32 characters", "ISSUER")
      .required();
  command.text("--out", options->out, "Request to write; good for 24 hours. `-`: standard output", "REQUEST")
      .required();
  add_passphrase(command, options->passphrase_file, "the device key");
  add_at(command, options->at);
  command.on_run(options, run);
}

}  // namespace heyi::cli
