// heyi audit: whether a terminal's log is as it was written.
#include <heyi/audit.hpp>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iostream>
#include <memory>

#include "command.hpp"
#include "failure.hpp"
#include "keys.hpp"
#include "terminal.hpp"
#include "wording.hpp"

namespace heyi::cli {
namespace {

struct Options {
  std::string file;
  std::vector<std::string> keys, anchors;
};

AuditAnchor anchor_of(const std::string& text) {
  const std::size_t colon = text.find(':');
  AuditAnchor anchor;
  const char* const end = text.data() + std::min(colon, text.size());
  const auto [stopped, error] = std::from_chars(text.data(), end, anchor.number);
  if (colon == std::string::npos || error != std::errc() || stopped != end || anchor.number == 0 ||
      text.size() - colon != 65) {
    throw usage("--anchor: NUMBER:HASH, as an earlier check printed it");
  }
  anchor.hash = text.substr(colon + 1);
  return anchor;
}

// Logs are long: they are read piece by piece, and a line that is too long is read no further than that shows.
AuditReport read_log(const std::string& name, AuditReader& reader) {
  std::ifstream file;
  if (name != "-") {
    file.open(name, std::ios::binary | std::ios::ate);
    if (!file) throw Failure("无法读取文件", "The file cannot be read", name);
  }
  const auto size = name == "-" ? std::streamoff{0} : static_cast<std::streamoff>(file.tellg());
  if (name != "-") file.seekg(0);
  std::istream& input = name == "-" ? std::cin : file;
  Progress progress(both("核对", "checking"), static_cast<std::uint64_t>(std::max<std::streamoff>(size, 1)));
  std::string line, piece(64 * 1024, '\0');
  std::uint64_t done = 0;
  while (input.read(piece.data(), static_cast<std::streamsize>(piece.size())), input.gcount() > 0) {
    std::string_view rest(piece.data(), static_cast<std::size_t>(input.gcount()));
    done += rest.size();
    for (std::size_t end; (end = rest.find('\n')) != std::string_view::npos; rest.remove_prefix(end + 1)) {
      if (line.size() <= AuditReader::kMaxLine) line += rest.substr(0, end);
      reader.line(line);
      line.clear();
    }
    if (line.size() <= AuditReader::kMaxLine) line += rest;
    if (size > 0) progress.at(done);
  }
  if (input.bad()) throw Failure("无法读取文件", "The file cannot be read", name);
  return reader.finish(!line.empty());
}

int verify(const Options& options) {
  std::vector<PublicKey> keys;
  for (const std::string& name : options.keys) keys.push_back(load_public(name));
  std::vector<AuditAnchor> anchors;
  for (const std::string& text : options.anchors) anchors.push_back(anchor_of(text));
  AuditReader reader(std::move(keys), std::move(anchors));
  const AuditReport report = read_log(options.file, reader);
  for (const AuditFinding& finding : report.findings) {
    std::cout << both("第", "line") << ' ' << finding.line << ": "
              << coloured(std::string(reason_sentence(finding.reason, Language::zh)) + " / " +
                              std::string(reason_sentence(finding.reason, Language::en)),
                          Colour::red)
              << " (" << reason_name(finding.reason) << "): " << printable(finding.detail) << '\n';
  }
  if (report.count_of_findings > report.findings.size()) {
    std::cout << both("另有", "and") << ' ' << report.count_of_findings - report.findings.size() << ' '
              << both("处", "more") << '\n';
  }
  std::cout << report.verdicts << ' ' << both("个结论", "verdicts") << ", " << report.checkpoints << ' '
            << both("个检查点", "checkpoints") << ", " << report.lines << ' ' << both("行", "lines") << '\n';
  if (report.last_checkpoint) {
    std::cout << both("最后检查点", "last checkpoint") << ' ' << format_time(*report.last_checkpoint) << ", "
              << both("其后", "after it") << ' ' << report.after_checkpoint << ' ' << both("行", "lines") << '\n';
  } else {
    std::cout << coloured(both("没有有效的检查点", "no checkpoint holds"), Colour::yellow) << '\n';
  }
  std::cout << both("末行，请另存", "last line, to be noted elsewhere") << ": --anchor " << report.last.number << ':'
            << report.last.hash << '\n';
  const bool is_sound = report.count_of_findings == 0 && report.last_checkpoint.has_value();
  std::cout << (is_sound ? coloured(both("日志完整", "THE LOG IS WHOLE"), Colour::green)
                         : coloured(both("日志不可信", "THE LOG IS NOT TO BE TRUSTED"), Colour::red))
            << '\n';
  return is_sound ? kExitAccept : kExitReject;
}

}  // namespace

void add_audit(Command& program) {
  Command audit = program.add_command("audit", "审计日志", "Audit logs of terminals",
                                      "  heyi audit verify audit.log --key audit.pub.pem");
  audit.require_subcommand();
  auto options = std::make_shared<Options>();
  Command command = audit.add_command(
      "verify", "核对审计日志是否被改动", "Find out whether a line of a log was altered, removed or reordered",
      "  heyi audit verify audit.log --key audit.pub.pem\n"
      "  heyi audit verify - --key audit.pub.pem --anchor 51:3f0a... < audit.log\n\n"
      "Lines after the last checkpoint are chained but not signed yet; --anchor finds what was cut off at the end.\n"
      "Exit status: 0 the log is whole, 1 it is not, 2 usage or I/O.");
  command.argument("FILE", options->file, "The log", "FILE|-").required();
  command
      .repeated("--key", options->keys, "The terminal's public audit key, PEM; past keys too, where it has had others",
                "PUB.pem")
      .required();
  command.repeated("--anchor", options->anchors, "A line that an earlier check told, which must still be there",
                   "NUMBER:HASH");
  command.on_run(options, verify);
}

}  // namespace heyi::cli
