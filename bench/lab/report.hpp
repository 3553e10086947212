// The tables of the lab, for people and for programs.
#pragma once

#include <vector>

#include "lab/measure.hpp"

namespace heyi::bench {

/// print_head prints a set's name, what it varies, and the head of its table.
void print_head(const lab::Set& set);

/// print_row prints one row below it.
void print_row(const Rates& rates);

/// print_json prints all rows as an array.
void print_json(const std::vector<Rates>& all);

}  // namespace heyi::bench
