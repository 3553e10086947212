// What cannot be loaded is not judged by: a program then says that it is not ready.
#include "station/keeper.hpp"

#include "station/log.hpp"

namespace heyi::station {
namespace {

std::vector<DatedBook> books_of(const Knowledge& known, std::vector<ListInfo>& infos) {
  std::vector<DatedBook> books;
  for (const RulePack& pack : known.rules) {
    const RulePackHeader& header = pack.header();
    Result<RuleBook> book = RuleBook::from_json(as_text(pack.rules()));
    infos.push_back({"rules", header.name, header.sequence, header.issued_at, header.expires_at,
                     book ? std::string() : words_of(book.error())});
    if (book) books.push_back({*std::move(book), header.expires_at});
  }
  return books;
}

}  // namespace

Result<std::unique_ptr<Keeper>> Keeper::open(const Birth& birth, Time clock) {
  Result<std::unique_ptr<StateStore>> state = StateStore::open(birth.state_folder, birth.loss);
  if (!state) return state.error();
  std::unique_ptr<Keeper> keeper(new Keeper(birth, *std::move(state)));
  keeper->reload(clock);
  return keeper;
}

std::shared_ptr<const Lists> Keeper::lists() const {
  const std::lock_guard lock(mutex_);
  return lists_;
}

std::vector<ListInfo> Keeper::list_infos() const {
  const std::lock_guard lock(mutex_);
  return infos_;
}

void Keeper::note_outcome(Reason reason) {
  const std::lock_guard lock(mutex_);
  last_outcome_ = reason;
}

Reason Keeper::last_outcome() const {
  const std::lock_guard lock(mutex_);
  return last_outcome_;
}

Result<std::vector<UpdateItem>> Keeper::apply(ByteView bundle, Time clock) {
  const Result<ClockReading> reading = state_->read_clock(clock, birth_.policy.clock_tolerance);
  if (!reading) return reading.error();
  Result<std::vector<UpdateItem>> items = state_->apply(bundle, birth_.roots, reading->clock);
  if (items) reload(clock);
  return items;
}

void Keeper::reload(Time clock) {
  const Result<ClockReading> reading = state_->read_clock(clock, birth_.policy.clock_tolerance);
  Result<Knowledge> known = reading ? state_->load(birth_.roots, reading->clock) : Result<Knowledge>(reading.error());
  std::shared_ptr<const Lists> lists;
  std::vector<ListInfo> infos;
  if (!known) {
    infos.push_back({"state", "", 0, {}, {}, words_of(known.error())});
    log_line("lists not loaded: " + words_of(known.error()));
  } else {
    if (known->trust) {
      const TrustListContent& trust = known->trust->content();
      infos.push_back({"trust", trust.environment, trust.sequence, trust.issued_at, trust.next_update, ""});
    }
    for (const StatusList& status : known->status) {
      infos.push_back({"status", status.header().uri, status.header().sequence, status.header().issued_at,
                       status.header().expires_at, ""});
    }
    std::vector<DatedBook> books = books_of(*known, infos);
    for (const Knowledge::LeftOut& left : known->left_out) {
      infos.push_back({std::string(bundle_kind_name(left.kind)), left.name, 0, {}, {}, words_of(left.error)});
    }
    if (known->trust) {
      lists = std::make_shared<const Lists>(Lists{Verifier(*known->trust, known->status, birth_.policy),
                                                  Verifier(*known->trust, known->status, Policy::identify()),
                                                  std::move(books)});
    }
  }
  const std::lock_guard lock(mutex_);
  // A store that is busy for a moment is no reason to send people away: what was loaded stays as true as it was.
  if (!known && known.error().reason == Reason::state_unavailable) {
    std::erase_if(infos_, [](const ListInfo& list) { return list.kind == "state"; });
    infos_.push_back(std::move(infos.front()));
    return;
  }
  lists_ = std::move(lists);
  infos_ = std::move(infos);
}

}  // namespace heyi::station
