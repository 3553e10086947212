// What a bundle may bring: changes of roots, deltas and rule packs by themselves, and whole bundles at a terminal.
#include <heyi/bundle.hpp>
#include <heyi/roots.hpp>
#include <heyi/rule_pack.hpp>
#include <heyi/state.hpp>

#include "negative/run/outcome.hpp"
#include "negative/run/world.hpp"
#include "support/fresh_folder.hpp"

namespace heyi::test::negative {
namespace {

Outcome before_failed(const Error& error) {
  return unrunnable("before: got " + std::string(reason_name(error.reason)) + " (" + error.detail + ")");
}

Outcome judge_roots(const Vector& vector) {
  RootPins pins = pins_of(vector);
  for (const Step& step : vector.before) {
    Result<RootPins> next = rotate_roots(pins, as_bytes(read_tree_file(step.what)));
    if (!next) return before_failed(next.error());
    pins = *std::move(next);
  }
  return outcome_of(rotate_roots(pins, vector.octets()));
}

Outcome judge_delta(const Vector& vector) {
  const Result<TrustList> trust = trust_of(vector);
  if (!trust) return unrunnable("trust list: " + std::string(reason_name(trust.error().reason)));
  // The list that is here was opened when its key held.
  Vector usual = vector;
  usual.more.erase("trust");
  const Result<TrustList> earlier = trust_of(usual);
  if (!earlier) return unrunnable("trust list: " + std::string(reason_name(earlier.error().reason)));
  const Result<std::vector<StatusList>> lists = status_of(vector, *earlier);
  if (!lists || lists->size() != 1) return unrunnable("status: one list that the delta starts from");
  return outcome_of(lists->front().apply(vector.octets(), *trust, vector.now));
}

Outcome judge_rules(const Vector& vector) {
  const Result<TrustList> trust = trust_of(vector);
  if (!trust) return unrunnable("trust list: " + std::string(reason_name(trust.error().reason)));
  return outcome_of(RulePack::open(vector.octets(), *trust, vector.now));
}

/// summary_of tells two states of knowledge apart.
std::string summary_of(StateStore& store, const RootPins& pins, Time now) {
  const Result<Knowledge> known = store.load(pins, now);
  if (!known) return std::string(reason_name(known.error().reason));
  std::string text = "roots " + std::to_string(known->roots.version);
  if (known->trust) text += " trust " + std::to_string(known->trust->content().sequence);
  for (const StatusList& list : known->status) {
    const StatusHash hash = list.hash();
    text +=
        " " + list.header().uri + " " + std::to_string(list.header().sequence) + std::string(hash.begin(), hash.end());
  }
  for (const RulePack& pack : known->rules)
    text += " " + pack.header().name + " " + std::to_string(pack.header().sequence);
  for (const Knowledge::LeftOut& left : known->left_out) text += " without " + left.name;
  return text;
}

Outcome judge_bundle(const Vector& vector) {
  const FreshFolder folder;
  const Result<std::unique_ptr<StateStore>> opened = StateStore::open(folder.path());
  if (!opened) return unrunnable("the state cannot be opened");
  StateStore& store = **opened;
  const RootPins pins = pins_of(vector);
  for (const Step& step : vector.before) {
    const auto applied = store.apply(as_bytes(read_tree_file(step.what)), pins, step.now);
    if (!applied) return before_failed(applied.error());
  }
  const std::string before = summary_of(store, pins, vector.now);
  const auto applied = store.apply(vector.octets(), pins, vector.now);
  if (!applied && summary_of(store, pins, vector.now) != before) return unrunnable("a refused bundle left something");
  return outcome_of(applied);
}

}  // namespace

void add_update_judges(Judges& judges) {
  judges.emplace("roots", judge_roots);
  judges.emplace("delta", judge_delta);
  judges.emplace("rules", judge_rules);
  judges.emplace("bundle", judge_bundle);
}

}  // namespace heyi::test::negative
