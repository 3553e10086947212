// A vector: one small text file that says what is to be judged, how, and what must come of it; README.md has the
// format.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <heyi/bytes.hpp>
#include <heyi/reason.hpp>
#include <heyi/time.hpp>

namespace heyi::test::negative {

/// Step is something that happens before the vector's own input is judged, at the same counter.
struct Step {
  Time now;
  std::string what;  ///< `this`, or a file of the tree.
  Reason expect;
};

/// Vector is one file, its headers checked: none is unknown, none that every vector has is missing.
struct Vector {
  std::string name;   ///< Path within the tree, without its extension: `cose/high_s_card`.
  std::string stage;  ///< The folder.
  Reason expect = Reason::internal_failure;
  std::vector<Reason> marks;
  Time now;
  std::vector<std::string> cases;  ///< Numbers of cases.txt.
  std::string kind;
  std::vector<std::string> given;
  std::vector<Step> before;
  std::map<std::string, std::string> more;  ///< Headers that belong to the kind.
  std::string body;                         ///< What stands behind the empty line, the last line end taken off.

  /// get is a header of the kind, or `otherwise`.
  std::string get(const std::string& header, const std::string& otherwise = {}) const;
  bool is_given(std::string_view word) const;
  /// text is the body as text, octets the body as hex with white space ignored; `body: hex` turns a text into octets.
  std::string text() const;
  Bytes octets() const;
};

/// tree is the folder of the vectors, `tests/negative`.
std::filesystem::path tree();

/// read_tree_file is a file of the tree, as it is.
std::string read_tree_file(const std::string& name);

/// Reading is what came of reading the tree; `faults` is empty when every file is sound.
struct Reading {
  std::vector<Vector> vectors;
  std::string faults;
};

/// read_vectors reads every `.vector` below the tree, in order of its name.
Reading read_vectors();

/// vectors_read is read_vectors, done once.
const Reading& vectors_read();

/// split cuts a list at white space.
std::vector<std::string> split(std::string_view list);

}  // namespace heyi::test::negative
