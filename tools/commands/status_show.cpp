// heyi status show: how many cards are in which state, and how one card stands.
#include <array>
#include <iostream>
#include <optional>

#include "command.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"
#include "options.hpp"
#include "status_draft.hpp"
#include "terminal.hpp"
#include "wording.hpp"

namespace heyi::cli {
namespace {

struct Options {
  std::string file, trust, index, at;
  RootOptions roots;
};

std::string status_words(CardStatus status) {
  constexpr const char* kChinese[] = {"有效", "已注销", "已挂失", "保留"};
  return std::string(kChinese[static_cast<std::size_t>(status)]) + " " + std::string(card_status_name(status));
}

/// Working files and signed lists are shown alike: `List` is StatusListContent or StatusList.
template <typename List>
std::array<std::uint64_t, 4> count(const List& content) {
  std::array<std::uint64_t, 4> counts{};
  Progress progress("统计 counting", content.size());
  for (std::uint64_t index = 0; index < content.size(); ++index) {
    ++counts[static_cast<std::size_t>(content.get(index))];
    if (index % 65536 == 0) progress.at(index);
  }
  return counts;
}

template <typename List>
void show(const StatusHeader& header, const List& content) {
  constexpr int kWidth = 20;
  std::cout << pad("环境 environment", kWidth) << printable(header.environment) << '\n';
  std::cout << pad("机构 issuer", kWidth) << printable(header.issuer) << '\n';
  std::cout << pad("名称 uri", kWidth) << printable(header.uri) << '\n';
  std::cout << pad("序号 sequence", kWidth) << header.sequence << '\n';
  std::cout << pad("条目 entries", kWidth) << content.size() << '\n';
  const auto counts = count(content);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    std::cout << pad("  " + status_words(static_cast<CardStatus>(i)), kWidth) << counts[i] << '\n';
  }
}

template <typename List>
void show_indices(const List& content, const std::string& list) {
  if (list.empty()) return;
  constexpr std::uint64_t kMostShown = 1000;
  std::uint64_t shown = 0;
  for (const auto& [first, last] : parse_ranges(list, content.size(), "--index")) {
    for (std::uint64_t index = first; index <= last && shown < kMostShown; ++index, ++shown) {
      std::cout << index << "  " << status_words(content.get(index)) << '\n';
    }
  }
}

void show_signed(const StatusList& list, std::size_t file_size, Time now) {
  const StatusHeader& content = list.header();
  constexpr int kWidth = 20;
  show(content, list);
  std::cout << pad("签发 issued", kWidth) << format_time(content.issued_at) << "  ("
            << roughly((now - content.issued_at).count()) << ")\n";
  std::cout << pad("到期 expires", kWidth) << format_time(content.expires_at) << "  ("
            << roughly((content.expires_at - now).count()) << ")\n";
  std::cout << pad("大小 octets", kWidth) << file_size << " signed, " << list.compressed_size() << " compressed, "
            << list.packed().size() << " expanded\n";
}

int run(const Options& options) {
  const Bytes file = read_file(options.file, StatusList::kMaxSize);
  if (is_status_draft(file)) {
    const StatusDraft draft = parse_status_draft(file, options.file);
    if (!options.index.empty()) parse_ranges(options.index, draft.content.size(), "--index");
    std::cout << both("工作文件，未签名", "working file, not signed") << '\n';
    show(draft.content, draft.content);
    show_indices(draft.content, options.index);
    return kExitAccept;
  }
  if (options.roots.files.empty() || options.trust.empty())
    throw usage("--root and --trust are needed to check a signed list");
  const Time now = time_of_run(options.at);
  const TrustList trust = load_trust(options.trust, load_pins(options.roots));
  const StatusList list = take(StatusList::open(file, trust, now), options.file);
  // An expired list opens, for verify to remember it; to a person it says nothing of today.
  if (now >= list.header().expires_at) throw Failure(Reason::status_list_expired, options.file);
  if (!options.index.empty()) parse_ranges(options.index, list.size(), "--index");
  show_signed(list, file.size(), now);
  show_indices(list, options.index);
  return kExitAccept;
}

}  // namespace

void add_status_show(Command& status) {
  auto options = std::make_shared<Options>();
  Command command =
      status.add_command("show", "查看状态列表", "Show a working file, or a signed list after checking it",
                         "  heyi status show ss.status --index 5\n"
                         "  heyi status show status.list --root root.pub.pem --trust trust.list --index 5,7-9");
  command.argument("FILE", options->file, "Working file or signed list; `-`: standard input", "FILE").required();
  add_root_options(command, options->roots, false);
  command.text("--trust", options->trust, "Signed trust list, for a signed status list", "LIST");
  command.text("--index", options->index, "Also show how these entries stand, at most 1000: 5,7-9", "INDICES");
  add_at(command, options->at);
  command.on_run(options, run);
}

}  // namespace heyi::cli
