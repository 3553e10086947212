// A chain is followed as far as it goes; where it does not, the reader says what happened and takes it up again.
#include <heyi/audit.hpp>

#include <algorithm>
#include <map>

#include "codec/hex.hpp"
#include "state/audit/record.hpp"

namespace heyi {
namespace {

constexpr std::size_t kMaxFindings = 100;

}  // namespace

struct AuditReader::Impl {
  std::vector<PublicKey> keys;
  std::vector<AuditAnchor> anchors;
  audit::Link last;
  AuditReport report;
  // Lines that are missing so far, as ranges by their end, each with its place among the findings.
  struct Gap {
    std::uint64_t from;
    std::size_t finding;
  };
  std::map<std::uint64_t, Gap> gaps;

  void find(Reason reason, std::string detail) {
    ++report.count_of_findings;
    if (report.findings.size() < kMaxFindings) report.findings.push_back({reason, report.lines, std::move(detail)});
  }

  static std::string range(std::uint64_t from, std::uint64_t to) {
    return from == to ? '#' + std::to_string(from) : '#' + std::to_string(from) + " to #" + std::to_string(to);
  }

  // A line whose number was passed over stands in another place; one whose number was there before is an addition.
  void take_late(const audit::Record& record) {
    const auto gap = gaps.lower_bound(record.number);
    const bool is_missing = gap != gaps.end() && gap->second.from <= record.number;
    if (!is_missing) {
      find(Reason::audit_altered, '#' + std::to_string(record.number) + " stands here again");
      return;
    }
    AuditFinding& finding = report.findings[gap->second.finding];
    finding.reason = Reason::audit_reordered;
    finding.detail += "; #" + std::to_string(record.number) + " stands in line " + std::to_string(report.lines);
    const std::uint64_t to = gap->first, from = gap->second.from;
    const std::size_t place = gap->second.finding;
    gaps.erase(gap);
    if (record.number > from) gaps[record.number - 1] = {from, place};
    if (record.number < to) gaps[to] = {record.number + 1, place};
  }

  void check_checkpoint(const audit::Record& record) {
    ++report.checkpoints;
    const bool is_signed = std::any_of(keys.begin(), keys.end(), [&](const PublicKey& key) {
      return audit::check_signature(record, key).has_value();
    });
    if (!is_signed) {
      find(Reason::audit_signature_invalid, '#' + std::to_string(record.number));
      return;
    }
    report.last_checkpoint = record.at;
    report.after_checkpoint = 0;
  }

  void take(const audit::Record& record, const Digest& hash) {
    ++report.after_checkpoint;
    const std::uint64_t expected = last.number + 1;
    if (record.number < expected) return take_late(record);
    if (record.number > expected) {
      if (report.findings.size() < kMaxFindings) gaps[record.number - 1] = {expected, report.findings.size()};
      find(Reason::audit_removed, range(expected, record.number - 1));
    } else if (record.before != last.hash) {
      find(Reason::audit_altered,
           expected == 1 ? "#1 is not the first line" : range(expected - 1, expected) + " do not belong together");
    }
    last = {record.number, hash};
    for (AuditAnchor& anchor : anchors) {
      if (anchor.number != record.number) continue;
      if (anchor.hash != hex_encode(hash))
        find(Reason::audit_altered, range(anchor.number, anchor.number) + " is not the line that was noted");
      anchor.number = 0;
    }
    record.is_checkpoint ? check_checkpoint(record) : void(++report.verdicts);
  }
};

AuditReader::AuditReader(std::vector<PublicKey> keys, std::vector<AuditAnchor> anchors)
    : impl_(std::make_unique<Impl>()) {
  impl_->keys = std::move(keys);
  impl_->anchors = std::move(anchors);
}
AuditReader::~AuditReader() = default;

void AuditReader::line(std::string_view text) {
  ++impl_->report.lines;
  const Result<audit::Record> record = audit::read_line(text);
  const Result<audit::Link> link = record ? audit::link_of(text, record->number) : Result<audit::Link>(record.error());
  if (!link) return impl_->find(Reason::audit_malformed, link.error().detail);
  impl_->take(*record, link->hash);
}

AuditReport AuditReader::finish(bool is_torn) {
  Impl& impl = *impl_;
  if (is_torn) impl.find(Reason::audit_malformed, "the last line is not whole: the file was cut off");
  for (const AuditAnchor& anchor : impl.anchors) {
    if (anchor.number != 0)
      impl.find(Reason::audit_removed, Impl::range(anchor.number, anchor.number) + ", which was noted");
  }
  impl.report.last = {impl.last.number, hex_encode(impl.last.hash)};
  return impl.report;
}

}  // namespace heyi
