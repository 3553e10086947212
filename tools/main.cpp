// The `heyi` command line: every step of a code's life, from keys to verdicts.
#include <csignal>
#include <exception>
#include <iostream>

#include "command.hpp"
#include "failure.hpp"

namespace {

constexpr const char* kExamples =
    "Examples (each command's --help has more):\n"
    "  heyi keygen --alg es256 --out root.pem\n"
    "  heyi verify code.png --root root.pub.pem --trust trust.list --status status.list --aud medical\n"
    "\n"
    "Files: `-` is standard input or output. Exit status: 0 done or accepted, 1 rejected, 3 scan again, 2 usage or "
    "I/O.";

int run(int argc, char** argv) {
  heyi::cli::Program program("heyi", "合一：社保卡与健康卡二码合一，离线可验\nHeyi: two codes in one, verified offline",
                             "heyi " HEYI_VERSION, kExamples);
  heyi::cli::add_keygen(program);
  heyi::cli::add_trust(program);
  heyi::cli::add_status(program);
  heyi::cli::add_request(program);
  heyi::cli::add_issue(program);
  heyi::cli::add_present(program);
  heyi::cli::add_challenge(program);
  heyi::cli::add_verify(program);
  heyi::cli::add_inspect(program);
  heyi::cli::add_bundle(program);
  heyi::cli::add_state(program);
  heyi::cli::add_rules(program);
  heyi::cli::add_audit(program);
  heyi::cli::add_demo(program);
  const int status = program.run(argc, argv);
  // What was not printed was not done: a verdict that nobody can read must not look like an accept.
  if (!std::cout.flush()) {
    throw heyi::cli::Failure("无法写入文件", "The file cannot be written", "standard output");
  }
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  // A reader that goes away is an error of writing, reported like any other.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return run(argc, argv);
  } catch (const heyi::cli::Failure& failure) {
    std::cerr << failure.line() << '\n';
  } catch (const std::exception& error) {
    std::cerr << heyi::cli::Failure(heyi::Reason::internal_failure, error.what()).line() << '\n';
  }
  return heyi::cli::kExitFailure;
}
