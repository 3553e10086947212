// The real program gives every code and frame the same reason, and the exit status that belongs to it.
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <future>
#include <iostream>

#include <nlohmann/json.hpp>

#include "negative/run/world.hpp"
#include "support/catch.hpp"
#include "support/fresh_folder.hpp"

namespace heyi::test::negative {
namespace {

std::string quoted(const std::string& word) {
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

std::string in_tree(const std::string& name) { return quoted((tree() / name).string()); }

/// Answer is what the program printed and how it ended.
struct Answer {
  std::string output;
  int status = -1;
};

Answer run(const std::string& command) {
  Answer answer;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return answer;
  std::array<char, 4096> buffer{};
  while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe))
    answer.output.append(buffer.data(), count);
  const int status = pclose(pipe);
  answer.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return answer;
}

/// Session is one vector's calls of the program, with a folder for its input and its state.
class Session {
 public:
  Session(const Vector& vector, std::string program) : vector_(vector), program_(std::move(program)) {}

  Answer verify(const std::string& what, Time now) const {
    std::string command = quoted(program_) + " verify " + input(what) + " --json --at " + format_time(now);
    for (const std::string& file : split(vector_.get("root", "world/root.pub.pem")))
      command += " --root " + in_tree(file);
    command += " --threshold " + vector_.get("threshold", "1");
    command += " --trust " + in_tree(vector_.get("trust", "world/trust.list"));
    for (const std::string& file : status_files(vector_)) command += " --status " + in_tree(file);
    command += " --policy " + vector_.get("policy", "hospital");
    if (const std::string nonce = vector_.get("challenge"); !nonce.empty())
      command += " --challenge " + nonce + " --name " + quoted(vector_.get("name"));
    if (vector_.is_given("state")) command += " --state " + quoted(folder_.path() + "/state");
    // A code goes in at standard input, as the scanner's text with the line end that the program takes off.
    if (what == "this" && vector_.kind == "code") {
      const std::string file = folder_.path() + "/code.txt";
      std::ofstream(file, std::ios::binary | std::ios::trunc) << vector_.text() << '\n';
      command += " < " + quoted(file);
    }
    return run(command + " 2> " + quoted(folder_.path() + "/errors"));
  }

  std::string errors() const {
    std::ifstream file(folder_.path() + "/errors");
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  std::string input(const std::string& what) const {
    if (what != "this") return in_tree(what);
    return vector_.kind == "frame" ? in_tree(vector_.get("file")) : "-";
  }

  const Vector& vector_;
  std::string program_;
  FreshFolder folder_;
};

// A program has no way to be told these; the other test judges them.
bool is_for_the_library(const Vector& vector) {
  if (vector.kind != "code" && vector.kind != "frame") return true;
  if (!vector.get("opened").empty()) return true;
  for (const std::string& word : vector.given) {
    if (word != "state") return true;
  }
  return false;
}

// A picture that cannot be read is an input error of the program, as a missing file is: 2, with the reason in its
// words.
bool is_unreadable_file(const Vector& vector) {
  return vector.expect == Reason::scan_bad_image || vector.expect == Reason::scan_too_large;
}

std::string complaint(const Vector& vector, const Answer& answer, const std::string& errors) {
  if (is_unreadable_file(vector)) {
    const bool named = errors.find("(" + std::string(reason_name(vector.expect)) + ")") != std::string::npos;
    return named && answer.status == 2 ? "" : vector.name + ": " + errors;
  }
  const nlohmann::json said = nlohmann::json::parse(answer.output, nullptr, false);
  if (!said.is_object()) return vector.name + ": no JSON, exit status " + std::to_string(answer.status) + "\n";
  std::string wrong;
  const std::string reason = said.value("reason", "");
  if (reason != reason_name(vector.expect)) wrong += vector.name + ": " + reason + "\n";
  const Decision decision = reason_decision(vector.expect);
  if (said.value("decision", "") != decision_name(decision))
    wrong += vector.name + ": " + said.value("decision", "") + "\n";
  const int status = decision == Decision::accept ? 0 : decision == Decision::reject ? 1 : 3;
  if (answer.status != status) wrong += vector.name + ": exit status " + std::to_string(answer.status) + "\n";
  return wrong;
}

std::string judge_by(const std::string& program, const Vector& vector) {
  const Session session(vector, program);
  for (const Step& step : vector.before) static_cast<void>(session.verify(step.what, step.now));
  const Answer answer = session.verify("this", vector.now);
  return complaint(vector, answer, session.errors());
}

}  // namespace

TEST_CASE("the program judges every code and frame as the library does", "[.][cli]") {
  const char* program = std::getenv("HEYI_TOOL");
  REQUIRE(program != nullptr);
  std::vector<const Vector*> todo;
  int left = 0;
  for (const Vector& vector : vectors_read().vectors) {
    if (is_for_the_library(vector)) {
      left += vector.kind == "code" || vector.kind == "frame" ? 1 : 0;
      continue;
    }
    todo.push_back(&vector);
  }
  // Two at a time: most of the time goes into starting processes.
  std::vector<std::future<std::string>> halves;
  for (const std::size_t first : {0U, 1U}) {
    halves.push_back(std::async(std::launch::async, [&todo, program, first] {
      std::string complaints;
      for (std::size_t i = first; i < todo.size(); i += 2) complaints += judge_by(program, *todo[i]);
      return complaints;
    }));
  }
  std::string wrong;
  for (std::future<std::string>& half : halves) wrong += half.get();
  std::cout << "codes and frames judged by the program: " << todo.size() << "; " << left
            << " need what it has no option for\n";
  INFO(wrong);
  CHECK(wrong.empty());
  CHECK(!todo.empty());
}

}  // namespace heyi::test::negative
