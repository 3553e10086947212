// heyi bundle: one update file for a USB stick or a plain web server, made, shown and applied.
#include <heyi/bundle.hpp>
#include <heyi/policy.hpp>
#include <heyi/roots.hpp>
#include <heyi/state.hpp>

#include <iostream>

#include "command.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"
#include "options.hpp"
#include "state_folder.hpp"
#include "terminal.hpp"
#include "wording.hpp"

namespace heyi::cli {
namespace {

struct MakeOptions {
  std::vector<std::string> members;
  std::string out;
};

struct ShowOptions {
  std::string bundle;
};

struct ApplyOptions {
  std::string bundle, at;
  StateFolderOptions state;
  RootOptions roots;
};

std::string kind_words(BundleKind kind) {
  switch (kind) {
    case BundleKind::roots: return "根密钥更换 roots";
    case BundleKind::trust: return "信任列表 trust";
    case BundleKind::status: return "状态列表 status";
    case BundleKind::delta: return "状态增量 delta";
    case BundleKind::rules: break;
  }
  return "规则包 rules";
}

int make(const MakeOptions& options) {
  std::vector<Bytes> objects;
  std::vector<BundleMember> members;
  for (const std::string& file : options.members) {
    objects.push_back(read_file(file, kMaxBundleSize));
    const std::optional<BundleKind> kind = kind_of_member(objects.back());
    if (!kind) {
      throw Failure(Reason::bundle_invalid, file + ": no signed roots, trust list, status list, delta or rule pack");
    }
    members.push_back({*kind, {}});
  }
  for (std::size_t i = 0; i < members.size(); ++i) members[i].octets = objects[i];
  const Bytes bundle = take(make_bundle(members), options.out);
  write_file(options.out, bundle);
  if (options.out != "-") {
    std::cout << members.size() << ' ' << both("个成员", "members") << ", " << bundle.size() << " octets\n";
  }
  return kExitAccept;
}

int show(const ShowOptions& options) {
  const Bytes bundle = read_file(options.bundle, kMaxBundleSize);
  const auto members = take(read_bundle(bundle), options.bundle);
  std::cout << both("仅列成员，未验签名", "members only; no signature was checked") << '\n';
  for (const BundleMember& member : members) {
    std::cout << pad(kind_words(member.kind), 20) << member.octets.size() << " octets\n";
  }
  return kExitAccept;
}

int apply(const ApplyOptions& options) {
  const Time clock = time_of_run(options.at);
  const RootPins pins = load_pins(options.roots);
  const Bytes bundle = read_file(options.bundle, kMaxBundleSize);
  const auto store = open_state_folder(options.state, clock);
  // A clock that was set back would let a key that has ended use up the numbers of those that follow it.
  const Time now = guarded_time(*store, clock, Policy().clock_tolerance, options.state.folder).clock;
  const auto items = take(store->apply(bundle, pins, now), options.bundle);
  for (const UpdateItem& item : items) {
    const bool applied = item.action == UpdateAction::applied;
    std::cout << pad(kind_words(item.kind), 20) << pad(printable(item.name), 20)
              << pad("#" + std::to_string(item.sequence), 8)
              << (applied ? both("已更新", "applied") : both("已是最新", "already there"));
    if (item.expires_at != Time{} && item.expires_at <= now) {
      std::cout << "  " << coloured("! " + expiry_words(item.expires_at, now), Colour::red);
    }
    std::cout << '\n';
  }
  return kExitAccept;
}

}  // namespace

void add_bundle(Command& program) {
  Command bundle = program.add_command("bundle", "更新包（U 盘或网站分发）", "Update files for terminals, offline",
                                       "  heyi bundle make trust.list ss.list hc.delta --out update.bundle\n"
                                       "  heyi bundle apply update.bundle --root root.pub.pem --state /var/lib/heyi\n"
                                       "  heyi bundle show update.bundle");
  bundle.require_subcommand();

  auto make_options = std::make_shared<MakeOptions>();
  Command make_command = bundle.add_command("make", "制作更新包", "Put signed lists into one file",
                                            "  heyi bundle make trust.list ss.list hc.delta --out update.bundle");
  make_command
      .arguments("MEMBER", make_options->members, "Signed change of roots, trust list, status list, delta or rule pack",
                 "FILE")
      .required();
  make_command.text("--out", make_options->out, "Bundle to write; `-`: standard output", "BUNDLE").required();
  make_command.on_run(make_options, make);

  auto show_options = std::make_shared<ShowOptions>();
  Command show_command =
      bundle.add_command("show", "查看更新包", "List what is in a bundle, without checking signatures",
                         "  heyi bundle show update.bundle");
  show_command.argument("BUNDLE", show_options->bundle, "Bundle; `-`: standard input", "BUNDLE").required();
  show_command.on_run(show_options, show);

  auto apply_options = std::make_shared<ApplyOptions>();
  Command apply_command = bundle.add_command(
      "apply", "在终端安装更新包", "Verify every member and take all of them or none; nothing goes backwards",
      "  heyi bundle apply update.bundle --root root.pub.pem --state /var/lib/heyi");
  apply_command.argument("BUNDLE", apply_options->bundle, "Bundle; `-`: standard input", "BUNDLE").required();
  add_root_options(apply_command, apply_options->roots, true);
  add_state_folder(apply_command, apply_options->state, true);
  add_at(apply_command, apply_options->at);
  apply_command.on_run(apply_options, apply);
}

}  // namespace heyi::cli
