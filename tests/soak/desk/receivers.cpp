// Each run has a log of its own: what a kill left half-written is then the end of a file.
#include "soak/desk/receivers.hpp"

#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "soak/desk/require.hpp"

namespace heyi::test {

Receiver::Receiver(std::string via, std::string folder) : via_(std::move(via)), folder_(std::move(folder)) {}

void Receiver::start(const std::string& fault, bool by_kill) {
  if (child_ && by_kill) child_->kill();
  if (child_ && !by_kill) {
    child_->end();
    require(child_->wait() == 0, "a receiver ends well");
  }
  logs_.push_back(folder_ + "/" + via_ + "-" + std::to_string(logs_.size()) + ".jsonl");
  std::vector<std::string> words = {HEYI_RECEIVER, "--" + via_, port_, "--log", logs_.back()};
  if (!fault.empty()) words.insert(words.end(), {"--fault", fault});
  constexpr std::chrono::seconds kPatience{20};
  const auto until = std::chrono::steady_clock::now() + kPatience;
  for (bool is_ready = false; !is_ready;) {
    require(std::chrono::steady_clock::now() < until, "a receiver starts");
    child_ = std::make_unique<Child>(words, folder_ + "/" + via_ + ".errors");
    // One whose port is taken says nothing, and ends.
    for (std::vector<std::string> said = {""}; !said.empty() && !is_ready;) {
      said = child_->lines(kPatience);
      for (const std::string& line : said) {
        if (line == "READY") is_ready = true;
        if (line.starts_with("MLLP ")) address_ = line.substr(5);
        if (line.starts_with("FHIR ")) address_ = line.substr(5);
      }
    }
    if (!is_ready) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  const std::string place = address_.substr(0, address_.find("/fhir"));
  port_ = place.substr(place.rfind(':') + 1);
}

std::vector<Reception> Receiver::receptions() const {
  std::vector<Reception> receptions;
  for (const std::string& log : logs_) {
    std::ifstream file(log, std::ios::binary);
    for (std::string line; std::getline(file, line);) {
      if (file.eof()) break;  // Half a line: nobody was told that it was taken.
      const auto json = nlohmann::json::parse(line, nullptr, false);
      require(json.is_object(), "a receiver's log is JSON");
      receptions.push_back({json.at("id"), json.at("octets"), json.at("answer"), json.at("taken")});
    }
  }
  return receptions;
}

}  // namespace heyi::test
