// Lines are read as a hospital's own program would read them.
#include "soak/desk/terminal.hpp"

#include <nlohmann/json.hpp>

#include "soak/desk/require.hpp"

namespace heyi::test {

Desk::Desk(std::string folder, std::string mllp, std::string fhir)
    : folder_(std::move(folder)), state_(folder_ + "/state"), mllp_(std::move(mllp)), fhir_(std::move(fhir)) {}

void Desk::start(bool trusts_presenters) {
  const std::vector<std::string> words = {HEYI_TERMINAL,
                                          "--root",
                                          folder_ + "/root.pem",
                                          "--state",
                                          state_,
                                          "--organisation",
                                          "12370100495570",
                                          "--terminal",
                                          "KILL-1",
                                          "--operator",
                                          "N1",
                                          "--headless",
                                          "--stdin",
                                          "--mllp",
                                          mllp_,
                                          "--fhir",
                                          fhir_,
                                          "--presenter",
                                          trusts_presenters ? "trust" : "ask"};
  child_ = std::make_unique<Child>(words, folder_ + "/terminal.errors");
}

void Desk::show(const std::string& code) {
  waiting_.push_back(code);
  child_->write(code);
}

bool Desk::answered(std::chrono::milliseconds patience) {
  const auto until = std::chrono::steady_clock::now() + patience;
  while (!waiting_.empty()) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    if (left.count() <= 0) return false;
    hear(child_->lines(left));
  }
  return true;
}

void Desk::hear(const std::vector<std::string>& lines) {
  for (const std::string& line : lines) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    require(json.is_object(), "each line is a JSON object");
    if (json.at("event") != "verdict") continue;
    require(!waiting_.empty(), "a verdict answers a code");
    waiting_.erase(waiting_.begin());
    last_reason_.clear();
    if (json.at("decision") == "accept") {
      shown_.push_back({json.at("visit_id"), json.at("outcome") == "repeated"});
    } else if (json.at("decision") != "confirm") {
      last_reason_ = json.at("reason");
      reasons_.insert(last_reason_);
    }
  }
}

void Desk::kill() {
  hear(child_->kill());
  child_.reset();
  unanswered_.insert(unanswered_.end(), waiting_.begin(), waiting_.end());
  waiting_.clear();
}

void Desk::end() {
  child_->end();
  // Nobody reads, so what it says at the end must fit the pipe.
  require(child_->wait() == 0, "the terminal ends well");
  hear(child_->kill());
  child_.reset();
}

std::unique_ptr<Child> Desk::resend() const {
  return std::make_unique<Child>(std::vector<std::string>{HEYI_TERMINAL, "resend", "--all", "--state", state_},
                                 folder_ + "/terminal.errors");
}

std::vector<std::string> Desk::take_unanswered() { return std::exchange(unanswered_, {}); }

}  // namespace heyi::test
