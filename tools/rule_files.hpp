// Rule books from files, and how their answers are shown.
#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include <heyi/rule_pack.hpp>
#include <heyi/rules.hpp>
#include <heyi/trust.hpp>

#include "command.hpp"
#include "keys.hpp"

namespace heyi::cli {

/// BookOptions name a rule book, and where it is a signed pack, what it must hold under.
struct BookOptions {
  std::string book, trust;
  RootOptions roots;
};

/// add_book_options declares the argument BOOK, the options of roots, and `--trust`.
void add_book_options(Command& command, BookOptions& options);

/// load_rule_book reads the book that the options name.
RuleBook load_rule_book(const BookOptions& options, Time now);

/// load_rule_book reads a rule book, JSON, or the one in a signed rule pack, which then must hold under `trust` now. A
/// pack without a trust list is a Failure.
RuleBook load_rule_book(const std::string& file, const TrustList* trust, Time now);

/// report_services prints what a book says of a person: services first by what is open, each with what to tell.
void report_services(std::ostream& out, const RuleBook& book, const std::vector<ServiceOutcome>& outcomes);

}  // namespace heyi::cli
