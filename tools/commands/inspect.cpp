// heyi inspect: what octets say, for developers; it trusts nothing.
#include <iostream>

#include <heyi/inspect.hpp>
#include <heyi/qr.hpp>
#include <heyi/text.hpp>

#include "code_file.hpp"
#include "command.hpp"
#include "failure.hpp"

namespace heyi::cli {
namespace {

constexpr const char* kExamples =
    "  heyi inspect code.png\n"
    "  heyi inspect ss.card                                    cards, requests and lists, too\n"
    "  heyi inspect - < code.txt";

struct Options {
  std::string input;
};

int run(const Options& options) {
  const CodeInput input = load_code(options.input);
  const std::string text = input.frame ? take(read_qr(input.frame->view()), input.name) : input.text();
  const bool is_text = input.frame || !input.from_file || looks_like_heyi(text) || is_incumbent(text);
  // A binary file may end in any octet, so it is taken as it is on the disk.
  const std::string shown =
      is_text ? take(inspect_text(text), input.name) : take(inspect_octets(input.content), input.name);
  std::cout << shown << (shown.ends_with('\n') ? "" : "\n");
  return kExitAccept;
}

}  // namespace

void add_inspect(Command& program) {
  auto options = std::make_shared<Options>();
  Command command = program.add_command(
      "inspect", "查看码或文件的内部结构（不作信任判断）",
      "Show a code or file in diagnostic notation (RFC 8949); trusts nothing, checks no signature", kExamples);
  command.argument("INPUT", options->input, code_argument() + "; or a card, request or list file", "IMAGE|TEXT|-")
      .required();
  command.on_run(options, run);
}

}  // namespace heyi::cli
