// Kills of the registration desk at random moments, before receivers that refuse, delay, drop and answer nonsense, and
// on disks that fill up: no accepted visit is lost, none is handed over under two names, and the audit log verifies.
#include <signal.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <memory>
#include <random>
#include <thread>

#include "outbox/outbox.hpp"
#include "soak/desk/patients.hpp"
#include "soak/desk/require.hpp"
#include "soak/desk/terminal.hpp"
#include "station/log.hpp"
#include "station/take.hpp"
#include "support/fresh_folder.hpp"
#include "support/soak.hpp"

namespace heyi::test {
namespace {

namespace fs = std::filesystem;

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds kPatience{60};

/// Run is one desk and its two receivers.
class Run {
 public:
  explicit Run(std::uint64_t seed) : dice_(seed), patients_(station::clock_now()) {
    patients_.prepare(folder_.path());
    // Their ports are known once they were started.
    mllp_.start("", false);
    fhir_.start("", false);
    desk_ = std::make_unique<Desk>(folder_.path(), mllp_.address(), fhir_.address());
  }

  void first_start();
  void round(std::uint64_t number);
  void finish();
  void print(std::uint64_t kills) const;
  /// require_all says that everything that a long run is for has happened in it.
  void require_all() const;

 private:
  std::uint64_t up_to(std::uint64_t most) { return dice_() % (most + 1); }
  void pause(std::uint64_t most_us) { std::this_thread::sleep_for(std::chrono::microseconds(up_to(most_us))); }

  void change_receivers(std::uint64_t number);
  void show_some();
  void show_fresh();
  void fill_disk();
  void take_log_away();
  void take_outbox_away();
  void go_on();
  void kill_resend();

  FreshFolder folder_;
  std::mt19937_64 dice_;
  Patients patients_;
  Receiver mllp_{"mllp", folder_.path()}, fhir_{"fhir", folder_.path()};
  std::unique_ptr<Desk> desk_;
  std::string last_code_;
  std::uint64_t fed_ = 0, first_starts_ = 0, receiver_kills_ = 0, resend_kills_ = 0, full_disks_ = 0,
                refused_on_full_ = 0, logs_away_ = 0, outboxes_away_ = 0;
  Handed by_mllp_, by_fhir_;
  Audited audited_;
};

void Run::change_receivers(std::uint64_t number) {
  const std::array<std::string, 8> faults = {"random:" + std::to_string(up_to(1000)),
                                             "nonsense",
                                             "drop:3",
                                             "delay:" + std::to_string(up_to(80)),
                                             "",
                                             "drop_before:3",
                                             "refuse:2",
                                             "error:2"};
  const bool by_kill = dice_() % 2 == 0;
  receiver_kills_ += by_kill ? 2 : 0;
  mllp_.start(faults[number / 3 % faults.size()], by_kill);
  fhir_.start(faults[(number / 3 + 3) % faults.size()], by_kill);
}

// A fast machine may have used up every code of this second; what is asked of an answer afterwards is asked of this
// one.
void Run::show_fresh() {
  std::optional<std::string> code;
  while (!(code = patients_.fresh_code(station::clock_now(), dice_))) std::this_thread::sleep_for(milliseconds(20));
  last_code_ = *code;
  ++fed_;
  desk_->show(*code);
}

void Run::show_some() {
  for (std::uint64_t count = 1 + up_to(6); count > 0; --count) {
    const std::uint64_t kind = up_to(9);
    if (kind == 0) desk_->show(patients_.refused_code(station::clock_now(), dice_));
    if (kind == 1 && !last_code_.empty()) desk_->show(last_code_);
    if (kind > 1) show_fresh();
    pause(8000);
  }
}

// What is shown as accepted here is looked for with all the rest: nothing is that does not lie in the outbox.
void Run::fill_disk() {
  ++full_disks_;
  std::uint64_t longest = 0;
  for (const auto& file : fs::directory_iterator(desk_->state())) {
    if (file.is_regular_file()) longest = std::max<std::uint64_t>(longest, file.file_size());
  }
  // All files are full, or the longest ones after a while.
  const bool is_full = dice_() % 2 == 0;
  desk_->child().limit_files(is_full ? 4096 : longest + up_to(40000));
  const std::size_t refusals = desk_->reasons().size();
  for (int i = 0; i < 4; ++i) {
    show_fresh();
    require(desk_->answered(kPatience), "a full disk leaves no code without an answer");
    const std::string& why = desk_->last_reason();
    require(!is_full || !why.empty(), "nothing is accepted on a full disk");
    require(why.empty() || why == "state.unavailable" || why == "replay.unavailable", "a full disk is said", why);
  }
  refused_on_full_ += desk_->reasons().size() - refusals;
  if (dice_() % 3 == 0) return;
  desk_->child().limit_files(Child::kNoLimit);
  go_on();
}

// Visits go on without their log, and are logged once it is back.
void Run::take_log_away() {
  ++logs_away_;
  const std::string log = desk_->state() + "/audit.log";
  fs::rename(log, log + ".aside");
  for (int i = 0; i < 3; ++i) go_on();
  fs::rename(log + ".aside", log);
}

// Nothing goes on without its outbox: what the state remembers already is then accepted when it is shown once more.
void Run::take_outbox_away() {
  ++outboxes_away_;
  const std::string outbox = desk_->state() + "/outbox.db";
  fs::rename(outbox, outbox + ".aside");
  show_fresh();
  require(desk_->answered(kPatience), "an outbox that is gone leaves no code without an answer");
  require(desk_->last_reason() == "state.lost", "nothing is accepted without an outbox", desk_->last_reason());
  fs::rename(outbox + ".aside", outbox);
  desk_->show(last_code_);
  require(desk_->answered(kPatience), "it is back");
  // On a machine that took more than ten seconds for this, it is no repeat any more.
  const std::string& why = desk_->last_reason();
  require(why.empty() || why == "replay.seen", "and takes what it did not", why);
}

void Run::go_on() {
  show_fresh();
  require(desk_->answered(kPatience) && desk_->last_reason().empty(), "it goes on", desk_->last_reason());
}

// Killed while it makes its files for the first time, a desk starts all the same.
void Run::first_start() {
  const FreshFolder folder;
  patients_.prepare(folder.path());
  Desk desk(folder.path(), mllp_.address(), fhir_.address());
  for (int i = 0; i < 3; ++i) {
    desk.start(false);
    pause(60000);
    desk.kill();
    ++first_starts_;
  }
  desk.start(false);
  desk.show(patients_.refused_code(station::clock_now(), dice_));
  require(desk.answered(kPatience), "a desk starts whose first start was cut off");
  desk.end();
  read_audit(desk.state());
}

void Run::kill_resend() {
  const std::unique_ptr<Child> resend = desk_->resend();
  if (dice_() % 2 == 0) {
    require(resend->wait() == 0, "resend ends well");
    return;
  }
  pause(30000);
  resend->kill();
  ++resend_kills_;
}

void Run::round(std::uint64_t number) {
  if (number % 3 == 0) change_receivers(number);
  // So that the receivers' faults are met in each round, however long the pauses after failures are by now.
  if (fs::exists(desk_->state() + "/outbox.db") && dice_() % 2 == 0) kill_resend();
  desk_->start(dice_() % 2 == 0);
  const std::uint64_t kind = up_to(9);
  if (kind == 0) {
    // While it starts: it signs the log's end, and logs what was not logged yet.
    pause(60000);
    return desk_->kill();
  }
  // Those that were left without an answer are shown once more, as somebody at the desk would.
  for (const std::string& code : desk_->take_unanswered()) {
    if (dice_() % 2 == 0) desk_->show(code);
  }
  show_fresh();
  require(desk_->answered(kPatience), "it answers after a kill");
  if (kind == 1) fill_disk();
  if (kind == 2) take_log_away();
  if (kind == 3) take_outbox_away();
  show_some();
  if (kind == 2 || kind == 3) kill_resend();
  if (kind == 4) {
    // While it ends: it signs the log's end.
    desk_->answered(kPatience);
    desk_->child().end();
    pause(20000);
  }
  // Deliveries go on; then, at times, a code of which the kill catches a step.
  if (kind > 5) pause(1200000);
  show_fresh();
  pause(kind % 2 == 0 ? 6000 : 2500);
  desk_->kill();
}

void Run::finish() {
  mllp_.start("", false);
  fhir_.start("", false);
  desk_->start(true);
  const auto outbox = station::take(terminal::Outbox::open(desk_->state()), "outbox");
  require(desk_->resend()->wait() == 0, "resend ends well");
  const auto until = std::chrono::steady_clock::now() + 10 * kPatience;
  for (;;) {
    const terminal::Counts counts = station::take(outbox->counts({}), "outbox");
    if (counts.waiting == 0 && counts.parked == 0) break;
    require(std::chrono::steady_clock::now() < until, "the outbox is emptied");
    desk_->answered(milliseconds(0));
    static_cast<void>(desk_->child().lines(milliseconds(50)));
  }
  desk_->end();
  require(station::take(outbox->notes(), "outbox").empty(), "nothing waits to be logged once the desk has ended");
  audited_ = read_audit(desk_->state());
  check_shown(desk_->shown(), audited_);
  by_mllp_ = check_handed("mllp", mllp_.receptions(), audited_);
  by_fhir_ = check_handed("fhir", fhir_.receptions(), audited_);
}

void Run::print(std::uint64_t kills) const {
  const auto number = [](std::uint64_t count) { return static_cast<unsigned long long>(count); };
  std::printf("kills of the terminal: %llu, and %llu at a first start; of receivers: %llu; of resend: %llu\n",
              number(kills), number(first_starts_), number(receiver_kills_), number(resend_kills_));
  std::printf("full disks: %llu, refused on them: %llu; logs away: %llu, outboxes away: %llu\n", number(full_disks_),
              number(refused_on_full_), number(logs_away_), number(outboxes_away_));
  std::printf(
      "codes: %llu; accepted: %llu, lost: 0; repeats: %llu; audit lines: %llu verdicts, %llu checkpoints, "
      "findings: 0\n",
      number(fed_), number(audited_.accepted.size()), number(audited_.repeats), number(audited_.verdicts),
      number(audited_.checkpoints));
  for (const auto& [via, handed] : {std::pair("mllp", &by_mllp_), std::pair("fhir", &by_fhir_)}) {
    std::printf(
        "%s: messages: %llu, taken: %llu, of these again, under the same id with the same octets: %llu; "
        "visits refused, then sent again: %llu; out of order: 0; answers:",
        via, number(handed->receptions), number(handed->taken), number(handed->again), number(handed->refused));
    for (const auto& [answer, count] : handed->answers) std::printf(" %s %llu", answer.c_str(), number(count));
    std::printf("\n");
  }
}

void Run::require_all() const {
  require(receiver_kills_ > 0 && resend_kills_ > 0 && logs_away_ > 0 && outboxes_away_ > 0, "all kinds of kills");
  require(refused_on_full_ > 0, "refusals on a full disk");
  require(audited_.repeats > 0, "repeats");
  for (const Handed* handed : {&by_mllp_, &by_fhir_}) {
    require(handed->again > 0 && handed->refused > 0 && handed->answers.size() > 8, "all kinds of answers");
  }
}

}  // namespace
}  // namespace heyi::test

int main() {
  ::signal(SIGPIPE, SIG_IGN);
  const std::uint64_t kills = heyi::test::soak_repeats(8, 200);
  heyi::test::Run run(20261126);
  for (std::uint64_t kill = 1; kill <= kills; ++kill) run.round(kill);
  for (std::uint64_t start = 0; start < kills / 8; ++start) run.first_start();
  run.finish();
  run.print(kills);
  if (heyi::test::soak_factor() > 0) run.require_all();
  return 0;
}
