// heyi trust end, remove and epoch: what an operator does to a draft when a key goes, is stolen, or ran the numbers up.
#include <algorithm>
#include <iostream>

#include <heyi/trust.hpp>

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
  std::string draft, kid, issuer, until, at;
};

struct EpochOptions {
  std::string draft;
};

/// Choice says which entries a key's id, and an issuer if one is named, stand for.
class Choice {
 public:
  explicit Choice(const Options& options) : draft_(options.draft), kid_(options.kid), issuer_(options.issuer) {
    const bool hex = kid_.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (kid_.size() != 16 || !hex) throw usage("--kid: 16 hex digits in lower case, as heyi trust show prints");
  }

  bool operator()(const TrustEntry& entry) const {
    // A label is the algorithm, a space and the kid.
    return key_label(entry.key).ends_with(" " + kid_) && (issuer_.empty() || entry.issuer == issuer_);
  }

  // Nothing chosen is a mistyped kid: in an emergency it must not pass for done.
  void check_some(bool some) const {
    if (!some) throw Failure(Reason::trust_unknown_key, draft_ + ": " + kid_);
  }

 private:
  std::string draft_, kid_, issuer_;
};

std::string entry_line(const TrustEntry& entry) {
  return printable(entry.issuer) + "  " + key_label(entry.key) + "  " + format_time(entry.not_before) + " - " +
         format_time(entry.not_after) + "\n";
}

int end_key(const Options& options) {
  const Choice chosen(options);
  const Time until = options.until.empty() ? time_of_run(options.at) : take(parse_time(options.until), "--until");
  const FolderLock lock(options.draft);
  TrustListContent content = load_trust_draft(options.draft);
  std::string said;
  for (TrustEntry& entry : content.entries) {
    if (!chosen(entry)) continue;
    if (until <= entry.not_before) {
      throw usage("--until: the entry begins " + format_time(entry.not_before) + "; heyi trust remove takes it away");
    }
    // This command only ever shortens: what was ended does not come back by a later date.
    entry.not_after = std::min(entry.not_after, until);
    said += entry_line(entry);
  }
  chosen.check_some(!said.empty());
  write_file(options.draft, as_bytes(trust_draft_text(content, options.draft)));
  std::cout << said;
  return kExitAccept;
}

int remove_key(const Options& options) {
  const Choice chosen(options);
  const FolderLock lock(options.draft);
  TrustListContent content = load_trust_draft(options.draft);
  std::string said;
  for (const TrustEntry& entry : content.entries) said += chosen(entry) ? entry_line(entry) : "";
  chosen.check_some(std::erase_if(content.entries, chosen) > 0);
  write_file(options.draft, as_bytes(trust_draft_text(content, options.draft)));
  std::cout << said;
  return kExitAccept;
}

int new_epoch(const EpochOptions& options) {
  const FolderLock lock(options.draft);
  TrustListContent content = load_trust_draft(options.draft);
  ++content.epoch;
  content.sequence = 0;  // Signing raises it.
  write_file(options.draft, as_bytes(trust_draft_text(content, options.draft)));
  std::cout << both("纪元", "epoch") << ' ' << content.epoch << '\n';
  return kExitAccept;
}

void add_choice(Command& command, Options& options) {
  command.argument("DRAFT", options.draft, "Draft to change", "DRAFT.json").required();
  command.text("--kid", options.kid, "Id of the key, as heyi trust show prints it", "KID").required();
  command.text("--issuer", options.issuer, "Only its entries for this issuer (default: all its entries)", "CODE");
}

}  // namespace

void add_trust_end(Command& trust) {
  auto end_options = std::make_shared<Options>();
  Command end_command =
      trust.add_command("end", "提前结束密钥的有效期", "End a key's validity early, in a draft; it never prolongs one",
                        "  heyi trust end trust.json --kid 8ff21a4cd9ea3104 --until 2027-06-30T16:00:00Z\n"
                        "From then on every card of the key is refused, and every list that it signed.");
  add_choice(end_command, *end_options);
  end_command.text("--until", end_options->until, "First instant at which it is no longer valid (default: now)", "T");
  add_at(end_command, end_options->at);
  end_command.on_run(end_options, end_key);

  auto remove_options = std::make_shared<Options>();
  Command remove_command =
      trust.add_command("remove", "从草稿中删除密钥", "Take a key out of a draft: for one that was stolen",
                        "  heyi trust remove trust.json --kid 8ff21a4cd9ea3104\n"
                        "Unlike an end, which is a date, this depends on no terminal's clock.");
  add_choice(remove_command, *remove_options);
  remove_command.on_run(remove_options, remove_key);

  auto epoch_options = std::make_shared<EpochOptions>();
  Command epoch_command = trust.add_command(
      "epoch", "开始新纪元，序号重新计数", "Begin a new epoch in a draft: sequences count anew at every terminal",
      "  heyi trust epoch trust.json\n"
      "For when numbers ran away: the draft was lost, or a stolen key signed lists under huge sequences.");
  epoch_command.argument("DRAFT", epoch_options->draft, "Draft to change", "DRAFT.json").required();
  epoch_command.on_run(epoch_options, new_epoch);
}

}  // namespace heyi::cli
