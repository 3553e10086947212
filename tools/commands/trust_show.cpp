// heyi trust show: a draft, or a signed list after its root signatures were checked, as a person reads it.
#include <iostream>
#include <optional>

#include "command.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"
#include "options.hpp"
#include "terminal.hpp"
#include "trust_draft.hpp"
#include "wording.hpp"

namespace heyi::cli {
namespace {

struct Options {
  std::string file, at;
  RootOptions roots;
  int warn_days = 14;
};

template <typename T, typename Name>
std::string joined(const std::vector<T>& values, Name name) {
  std::string text;
  for (const T& value : values) text += (text.empty() ? "" : ",") + std::string(name(value));
  return text.empty() ? "-" : text;
}

// A warning says what will stop working and when; it is never colour alone.
void warn(const std::string& what, Time end, Time now, Seconds warn_before) {
  const std::string words = expiry_words(end, now, warn_before);
  if (words.empty()) return;
  const std::string when = words + ", " + roughly((end - now).count());
  std::cout << coloured("! " + what + ": " + when + " (" + format_time(end) + ")",
                        end <= now ? Colour::red : Colour::yellow)
            << '\n';
}

void show_entry(const TrustEntry& entry) {
  const auto same = [](const std::string& text) { return text; };
  std::cout << "\n" << pad(printable(entry.issuer), 16) << key_label(entry.key) << '\n';
  std::cout << "  " << pad("用途 roles", 18) << joined(entry.roles, role_name) << '\n';
  if (!entry.sections.empty())
    std::cout << "  " << pad("内容 sections", 18) << joined(entry.sections, section_name) << '\n';
  std::cout << "  " << pad("地区 areas", 18) << (entry.areas.empty() ? both("全部", "all") : joined(entry.areas, same))
            << '\n';
  if (!entry.status_uris.empty())
    std::cout << "  " << pad("状态 status", 18) << printable(joined(entry.status_uris, same)) << '\n';
  std::cout << "  " << pad("有效 valid", 18) << format_time(entry.not_before) << " - " << format_time(entry.not_after)
            << '\n';
}

void show(const TrustListContent& content, const std::string& kind, Time now, Seconds warn_before) {
  std::cout << kind << '\n';
  std::cout << pad("环境 environment", 20) << printable(content.environment) << '\n';
  std::cout << pad("序号 sequence", 20) << content.sequence << '\n';
  std::cout << pad("纪元 epoch", 20) << content.epoch << '\n';
  std::cout << pad("签发 issued", 20) << format_time(content.issued_at) << '\n';
  std::cout << pad("下次 next update", 20) << format_time(content.next_update) << '\n';
  std::cout << pad("条目 entries", 20) << content.entries.size() << '\n';
  for (const TrustEntry& entry : content.entries) show_entry(entry);
  std::cout << '\n';
  warn(both("信任列表", "trust list"), content.next_update, now, warn_before);
  for (const TrustEntry& entry : content.entries) {
    warn(printable(entry.issuer) + " " + key_label(entry.key), entry.not_after, now, warn_before);
  }
}

int run(const Options& options) {
  if (options.warn_days < 0 || options.warn_days > 3650) throw usage("--warn-days: 0 to 3650");
  const Time now = time_of_run(options.at);
  const Seconds warn_before{std::int64_t{options.warn_days} * 86400};
  const Bytes file = read_file(options.file, kMaxTrustDraft);
  const bool is_draft = !file.empty() && (file.front() == '{' || file.front() == ' ' || file.front() == '\n');
  if (is_draft) {
    const TrustListContent content = take(trust_draft_from_json(as_text(file)), options.file);
    show(content, both("草稿，未签名", "draft, not signed"), now, warn_before);
    return kExitAccept;
  }
  if (options.roots.files.empty()) throw usage("--root is needed to check a signed list");
  const TrustList list = take(TrustList::open(file, load_pins(options.roots)), options.file);
  show(list.content(), both("根签名有效", "root signatures hold") + ": " + std::to_string(list.signed_by()), now,
       warn_before);
  return kExitAccept;
}

}  // namespace

void add_trust_show(Command& trust) {
  auto options = std::make_shared<Options>();
  Command command = trust.add_command("show", "查看信任列表", "Show a draft, or a signed list after checking it",
                                      "  heyi trust show trust.json\n"
                                      "  heyi trust show trust.list --root root.pub.pem --warn-days 30");
  command.argument("FILE", options->file, "Draft or signed list; `-`: standard input", "FILE").required();
  add_root_options(command, options->roots, false);
  command.number("--warn-days", options->warn_days, "Warn of what expires within so many days, 0 to 3650 (default: 14)",
                 "DAYS");
  add_at(command, options->at);
  command.on_run(options, run);
}

}  // namespace heyi::cli
