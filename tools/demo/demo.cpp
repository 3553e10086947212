// heyi demo, a whole city in one folder: make the world, draw the codes, read every picture back, verify it, and say
// what came out.
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <iostream>

#include "command.hpp"
#include "demo/sheet.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"
#include "options.hpp"
#include "terminal.hpp"

namespace heyi::cli {
namespace {

constexpr const char* kExamples =
    "  heyi demo demo\n"
    "  heyi verify demo/full.png --root demo/root.pub.pem --trust demo/trust.list --status demo/status.list \\\n"
    "      --aud medical --at \"$(cat demo/at.txt)\"\n"
    "Then open demo/index.html in a browser.";

struct Options {
  std::string folder, at;
};

/// Folder writes the demo's files.
class Folder {
 public:
  explicit Folder(std::string path) : path_(std::move(path)) {
    std::error_code error;
    std::filesystem::create_directories(std::filesystem::path(path_) / "keys", error);
    if (error) throw Failure("文件夹无法建立", "the folder cannot be made", path_);
  }

  std::string file(const std::string& name) const { return (std::filesystem::path(path_) / name).string(); }
  void write(const std::string& name, ByteView content) const { write_file(file(name), content); }
  void write(const std::string& name, std::string_view content) const { write_file(file(name), as_bytes(content)); }

  void write_key(const std::string& name, const PrivateKey& key) const {
    write_file(file("keys/" + name + ".pem"), as_bytes(take(key.to_pem(), name)), Access::owner_only);
  }

  const std::string& path() const noexcept { return path_; }

 private:
  std::string path_;
};

void write_world(const Folder& folder, const World& world) {
  const std::string root = std::string(kEnvironmentLine) + "demo\n" + take(world.root.public_key().to_pem(), "root");
  folder.write("root.pub.pem", root);
  folder.write("trust.list", world.trust_list);
  folder.write("status.list", world.status_list);
  folder.write("ss.claims.json", world.ss_claims);
  folder.write("hc.claims.json", world.hc_claims);
  folder.write("at.txt", format_time(world.now) + "\n");
  folder.write_key("root", world.root);
  folder.write_key("status", world.status_key);
  folder.write_key("ss-issuer", world.hrss.key);
  folder.write_key("hc-issuer", world.health.key);
  folder.write_key("platform", world.platform.key);
  folder.write_key("holder", world.holder);
  write_file(folder.file("keys/pseudonym.key"), as_bytes(world.pseudonyms.to_hex() + "\n"), Access::owner_only);
}

std::string command_for(const Folder& folder, const DemoCode& code) {
  const std::string at = folder.path() + "/";
  return "heyi verify " + at + code.name + ".png --root " + at + "root.pub.pem --trust " + at + "trust.list --status " +
         at + "status.list" + (code.audience.empty() ? "" : " --aud " + code.audience) + " --at \"$(cat " + at +
         "at.txt)\"";
}

Policy policy_for(const std::string& audience) {
  if (audience == "medical") return Policy::hospital();
  return audience == "social" ? Policy::kiosk() : Policy::identify();
}

std::int64_t microseconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start).count();
}

// judge reads the picture that was just written, as a terminal would.
Judged judge(const Folder& folder, const World& world, const DemoCode& code) {
  const QrSymbol symbol = take(encode_qr(code.shown.text), code.name);
  folder.write(code.name + ".png", take(qr_to_png(symbol), code.name));
  folder.write(code.name + ".svg", qr_to_svg(symbol));
  folder.write(code.name + ".txt", code.shown.text + "\n");

  const RootPins pins{{world.root.public_key()}, 1, "demo"};
  const TrustList trust = take(TrustList::open(world.trust_list, pins), "trust.list");
  const StatusList status = take(StatusList::open(world.status_list, trust, world.now), "status.list");
  const Verifier verifier(trust, {status}, policy_for(code.audience));
  const Bytes picture = read_file(folder.file(code.name + ".png"), kMaxImageFile);
  const auto start = std::chrono::steady_clock::now();
  const Result<std::string> text =
      read_image(picture).and_then([](const GreyImage& image) { return read_qr(image.view()); });
  const std::int64_t decode_us = microseconds_since(start);
  const auto read = std::chrono::steady_clock::now();
  Circumstances circumstances;
  circumstances.now = world.now;
  Judged judged{&code, verifier.verify(take(text, code.name), circumstances), decode_us, 0, command_for(folder, code)};
  judged.verify_us = microseconds_since(read);
  folder.write(code.name + ".verdict.json",
               verdict_to_json(judged.verdict, {judged.decode_us, judged.verify_us}) + "\n");
  return judged;
}

void print_line(const Judged& judged) {
  const Verdict& verdict = judged.verdict;
  const bool accepted = verdict.decision == Decision::accept;
  const std::string word = pad(accepted ? "✓ 通过 accept" : "✗ 拒绝 reject", 16);
  const std::string size =
      std::to_string(judged.code->shown.version) + "-M " + std::to_string(judged.code->shown.token.size());
  std::cout << pad(judged.code->name, 12) << pad(size, 10) << coloured(word, accepted ? Colour::green : Colour::red)
            << pad(std::string(reason_name(verdict.reason)), 24)
            << pad(std::to_string(judged.decode_us + judged.verify_us) + " us", 10) << judged.code->zh << '\n';
}

void print_sizes(const DemoCodes& made) {
  const DemoCode& full = made.codes.front();
  const std::string plain(made.full_plain, '\0');
  const int plain_version = qr_version_for(encode_text(as_bytes(plain)), QrLevel::medium);
  std::cout << "\n大小 sizes: full " << full.shown.token.size() << " 字节压缩 octets packed (" << full.shown.version
            << "-M, 上限 limit 21), " << made.full_plain << " 明码 plain (" << plain_version << "-M, 上限 limit 23)\n";
}

int run(const Options& options) {
  const Time now = time_of_run(options.at);
  SystemRandom random;
  const Folder folder(options.folder);
  const std::uint64_t revoked = random_index(random);
  const World world = build_world(now, random, revoked);
  write_world(folder, world);
  const DemoCodes made = make_codes(world, random, revoked);
  write_file(folder.file("ss.card"), made.cards.ss, Access::owner_only);
  write_file(folder.file("hc.card"), made.cards.hc, Access::owner_only);

  std::cout << pad("码 code", 12) << pad("大小 size", 10) << pad("结论 verdict", 16) << pad("理由 reason", 24)
            << pad("用时 time", 10) << "说明 what it is\n";
  std::vector<Judged> judged;
  bool as_expected = true;
  for (const DemoCode& code : made.codes) {
    judged.push_back(judge(folder, world, code));
    print_line(judged.back());
    as_expected = as_expected && judged.back().verdict.decision == code.expected;
  }
  print_sizes(made);
  folder.write("index.html", write_sheet(judged, now));
  std::cout << "\n打开 open:  " << folder.file("index.html") << "\n再验 again: " << judged.front().command << "\n";
  if (!as_expected) throw Failure(Reason::internal_failure, "a code got another verdict than it should");
  return kExitAccept;
}

}  // namespace

void add_demo(Command& program) {
  auto options = std::make_shared<Options>();
  Command command =
      program.add_command("demo", "一座城市的完整演示",
                          "Make a whole demonstration: keys, lists, cards, nine codes and their verdicts", kExamples);
  command.argument("DIR", options->folder, "Folder to make and fill; files of an earlier demo are replaced", "TEXT")
      .required();
  add_at(command, options->at);
  command.on_run(options, run);
}

}  // namespace heyi::cli
