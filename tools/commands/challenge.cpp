// heyi challenge: a fresh nonce for the holder's app to scan or type.
#include <heyi/challenge.hpp>

#include <iostream>

#include "code_file.hpp"
#include "command.hpp"
#include "failure.hpp"
#include "options.hpp"

namespace heyi::cli {
namespace {

struct Options {
  std::string name, out;
  bool digits = false;
};

int run(const Options& options) {
  if (is_scope_word(options.name)) throw usage("--name: medical, social and any are no verifiers' names");
  if (options.digits == !options.out.empty()) throw usage("give --out for a code, or --digits for a number to type");
  if (!options.digits) check_code_output(options.out);
  ChallengeBook book(options.name);
  SystemRandom random;
  const ChallengeForm form = options.digits ? ChallengeForm::digits : ChallengeForm::qr;
  const Challenge challenge = take(book.open(random, time_of_run({}), form), "--name");
  if (options.digits) {
    std::cout << std::string(challenge.nonce.begin(), challenge.nonce.end()) << '\n';
    return kExitAccept;
  }
  write_code(options.out, challenge_text(challenge), CodeDrawing{});
  if (options.out != "-") std::cout << hex_text(challenge.nonce) << '\n';
  return kExitAccept;
}

}  // namespace

void add_challenge(Command& program) {
  auto options = std::make_shared<Options>();
  Command command = program.add_command(
      "challenge", "出示随机码，供持码人应答", "Make a challenge: good for 120 s and for one answer",
      "  heyi challenge --name pharmacy-12 --out challenge.png      prints the nonce for verify --challenge\n"
      "  heyi challenge --name pharmacy-12 --digits                 prints 8 digits for verify --challenge-digits");
  command.text("--name", options->name, "This verifier's own name, 1 to 32 octets", "NAME").required();
  command.text("--out", options->out, "Small QR code to write: .png, .svg, .txt; `-`: draw it here", "CODE");
  command.flag("--digits", options->digits, "Print 8 digits to be typed instead");
  command.on_run(options, run);
}

}  // namespace heyi::cli
