// heyi state: what a terminal remembers and holds, and what an operator may set right.
#include <heyi/policy.hpp>
#include <heyi/state.hpp>

#include <iostream>

#include "command.hpp"
#include "failure.hpp"
#include "keys.hpp"
#include "options.hpp"
#include "state_folder.hpp"
#include "terminal.hpp"
#include "wording.hpp"

namespace heyi::cli {
namespace {

struct Options {
  StateFolderOptions state;
  RootOptions roots;
  std::string at;
};

void line(const std::string& name, std::uint64_t sequence, Time issued_at, Time expires_at, Time now) {
  std::cout << pad(printable(name), 24) << pad("#" + std::to_string(sequence), 8) << format_time(issued_at) << " - "
            << format_time(expires_at);
  const std::string words = expiry_words(expires_at, now, Policy().trust_warning);
  if (expires_at <= now) {
    std::cout << "  " << coloured("! " + words, Colour::red);
  } else if (!words.empty()) {
    std::cout << "  " << coloured("! " + words + ", " + roughly((expires_at - now).count()), Colour::yellow);
  }
  std::cout << '\n';
}

int show(const Options& options) {
  const Time clock = time_of_run(options.at);
  const auto store = open_state_folder(options.state, clock);
  const Time now = guarded_time(*store, clock, Policy().clock_tolerance, options.state.folder).now;
  const Knowledge knowledge = take(store->load(load_pins(options.roots), now), options.state.folder);
  std::cout << both("根密钥版本", "roots version") << ' ' << knowledge.roots.version << ", "
            << knowledge.roots.threshold << " / " << knowledge.roots.keys.size() << '\n';
  for (const PublicKey& key : knowledge.roots.keys) std::cout << "  " << key_label(key) << '\n';
  if (!knowledge.trust) {
    std::cout << both("尚无信任列表，请安装更新包", "no trust list yet; apply a bundle") << '\n';
    return kExitAccept;
  }
  const TrustListContent& trust = knowledge.trust->content();
  line(trust.environment, trust.sequence, trust.issued_at, trust.next_update, now);
  for (const StatusList& list : knowledge.status) {
    const StatusHeader& header = list.header();
    line(header.uri, header.sequence, header.issued_at, header.expires_at, now);
  }
  for (const RulePack& pack : knowledge.rules) {
    const RulePackHeader& header = pack.header();
    line(header.name, header.sequence, header.issued_at, header.expires_at, now);
  }
  for (const Knowledge::LeftOut& left_out : knowledge.left_out) {
    std::cout << Failure(left_out.error, left_out.name).line() << "; " << both("未使用", "left out") << '\n';
  }
  return kExitAccept;
}

// What an operator sets right is there already: a mistyped folder is no new state.
const StateLoss kMustExist{.must_exist = true};

int confirm(const Options& options) {
  const auto store = take(StateStore::open(options.state.folder, kMustExist), options.state.folder);
  take(store->confirm_begun_anew(), options.state.folder);
  return kExitAccept;
}

int set_clock(const Options& options) {
  const auto store = take(StateStore::open(options.state.folder, kMustExist), options.state.folder);
  take(store->reset_clock(time_of_run(options.at)), options.state.folder);
  return kExitAccept;
}

}  // namespace

void add_state(Command& program) {
  Command state = program.add_command("state", "终端状态", "A terminal's state: what it holds and remembers",
                                      "  heyi state show --state /var/lib/heyi --root root.pub.pem\n"
                                      "  heyi state confirm --state /var/lib/heyi\n"
                                      "  heyi state set-clock --state /var/lib/heyi");
  state.require_subcommand();
  auto options = std::make_shared<Options>();
  Command command =
      state.add_command("show", "查看终端所持列表", "Show roots and lists, how old they are and what expires",
                        "  heyi state show --state /var/lib/heyi --root root.pub.pem");
  add_state_folder(command, options->state, true);
  add_root_options(command, options->roots, true);
  add_at(command, options->at);
  command.on_run(options, show);

  auto confirm_options = std::make_shared<Options>();
  Command confirm_command = state.add_command(
      "confirm", "确认重新建立的状态", "Confirm a state that was begun anew, after the newest bundle was applied",
      "  heyi state confirm --state /var/lib/heyi");
  add_state_folder(confirm_command, confirm_options->state, true);
  confirm_command.on_run(confirm_options, confirm);

  auto clock_options = std::make_shared<Options>();
  Command clock_command = state.add_command("set-clock", "校准后重设时间记录",
                                            "Believe the clock again after it ran ahead and was set right",
                                            "  heyi state set-clock --state /var/lib/heyi");
  add_state_folder(clock_command, clock_options->state, true);
  add_at(clock_command, clock_options->at);
  clock_command.on_run(clock_options, set_clock);
}

}  // namespace heyi::cli
