// heyi present: what the holder's app does when its holder shows a code.
#include <algorithm>
#include <iostream>

#include <heyi/card.hpp>
#include <heyi/present.hpp>

#include "code_file.hpp"
#include "command.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"
#include "options.hpp"
#include "present_report.hpp"

namespace heyi::cli {
namespace {

constexpr const char* kExamples =
    "  heyi present ss.card hc.card --holder holder.pem --show ss,id,hc --aud medical --out code.png\n"
    "  heyi present ss.card --holder holder.pem --show ss --aud social --out -     draws on the terminal\n"
    "  heyi present hc.card --holder holder.pem --aud pharmacy-12 --nonce 00112233aabbccdd --out code.svg\n"
    "  heyi present print.card --level q --out print.svg       a printed code needs no device";

struct Options {
  std::vector<std::string> cards;
  std::string holder, passphrase_file, show, audience, nonce, nonce_digits, out, level = "m", at;
  int module_pixels = 8;
  bool digits = false, plain = false, no_budget = false;
};

constexpr std::size_t kMaxCardFile = 64 * 1024;

QrLevel level_of(const std::string& name) {
  if (name == "l") return QrLevel::low;
  if (name == "m") return QrLevel::medium;
  if (name == "q") return QrLevel::quartile;
  return QrLevel::high;
}

PresentOptions choices_of(const Options& options) {
  PresentOptions choices;
  choices.now = time_of_run(options.at);
  choices.show = sections_of(options.show, "--show");
  choices.nonce = parse_nonce(options.nonce, options.nonce_digits, "--nonce");
  choices.packed = !options.plain;
  choices.spelling = options.digits ? Spelling::digits : Spelling::base45;
  choices.level = level_of(options.level);
  choices.enforce_budget = !options.no_budget;
  if (choices.nonce.empty() && !options.audience.empty() && !is_scope_word(options.audience)) {
    throw usage("--aud: medical, social or any; a verifier's own name goes with --nonce");
  }
  if (!choices.nonce.empty() && (options.audience.empty() || is_scope_word(options.audience))) {
    throw usage("--nonce: --aud must be the name of the verifier that showed the challenge");
  }
  if (!options.audience.empty()) choices.audience = options.audience;
  return choices;
}

void check_static_usage(const Options& options) {
  const bool dynamic_only = !options.show.empty() || !options.audience.empty() || !options.nonce.empty() ||
                            !options.nonce_digits.empty() || options.plain || !options.holder.empty();
  if (dynamic_only) throw usage("a card for print is shown as it is: no --holder, --show, --aud, --nonce or --plain");
}

int run(const Options& options) {
  check_code_output(options.out);
  const PresentOptions choices = choices_of(options);
  std::vector<Bytes> cards;
  std::vector<HeldCard> held;
  for (const std::string& file : options.cards) {
    cards.push_back(read_file(file, kMaxCardFile));
    held.push_back(take(read_card(cards.back()), file));
  }
  const auto printed = std::count_if(held.begin(), held.end(), [](const HeldCard& card) { return card.is_static; });
  if (printed != 0 && printed != static_cast<std::ptrdiff_t>(held.size())) {
    throw usage("cards for print and cards of a device do not go into one code");
  }
  const bool is_static = printed != 0;
  if (is_static) check_static_usage(options);
  if (!is_static && options.holder.empty()) throw usage("--holder is needed: the device key that the cards name");
  const Presentation code =
      is_static ? take(present_static(cards, choices), "")
                : take(present(cards, load_signer(options.holder, options.passphrase_file), choices), "");
  const CodeDrawing drawing{.level = choices.level, .module_pixels = options.module_pixels};
  if (options.out == "-") {  // Said first, so that the holder has read it when the code is on the screen.
    report_presentation(std::cerr, code, held, options.level);
    write_code(options.out, code.text, drawing);
    return kExitAccept;
  }
  write_code(options.out, code.text, drawing);
  report_presentation(std::cout, code, held, options.level);
  return kExitAccept;
}

}  // namespace

void add_present(Command& program) {
  auto options = std::make_shared<Options>();
  Command command = program.add_command("present", "出示二维码（可把多张卡合为一码）",
                                        "Show a code: merges cards, and says what will be seen, by whom", kExamples);
  command.arguments("CARD", options->cards, "One to four cards", "FILE").required();
  command.text("--holder", options->holder, "Private key of the device that the cards name, PEM; not for printed codes",
               "HOLDER.pem");
  add_passphrase(command, options->passphrase_file, "the device key");
  command.text("--show", options->show, "Sections to show: id, ss, hc, vx, mr, bn, px (default: all)", "SECTIONS");
  command.text("--aud", options->audience,
               "Who it is for: medical, social or any; with --nonce the verifier's name (default: medical)", "A");
  command.text("--nonce", options->nonce, "The verifier's challenge, 16 hex digits (default: none)", "HEX");
  command.text("--nonce-digits", options->nonce_digits, "The same, typed: 8 decimal digits", "DIGITS");
  command
      .text("--out", options->out,
            "Code to write, by its name .png, .svg or .txt; `-` draws on a terminal, and is the text in a pipe", "CODE")
      .required();
  command.text("--level", options->level, "Error correction: l, m, q or h, about 7, 15, 25, 30 % (default: m)", "LEVEL")
      .one_of({"l", "m", "q", "h"});
  command
      .number("--module-pixels", options->module_pixels, "Pixels a module's side takes in a PNG, 1 to 64 (default: 8)",
              "N")
      .between(1, 64);
  command.flag("--digits", options->digits, "Spell it in digits alone, for scanners that type");
  command.flag("--plain", options->plain, "Do not pack");
  command.flag("--no-budget", options->no_budget, "Show it although the code is denser than the format allows");
  add_at(command, options->at);
  command.on_run(options, run);
}

}  // namespace heyi::cli
