// Reads vectors strictly: a header that nobody knows, or an unknown reason, is a fault of the file and not a pass.
#include "negative/run/vector.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <sstream>

#include "codec/hex.hpp"
#include "support/places.hpp"

namespace heyi::test::negative {
namespace {

constexpr std::string_view kMore[] = {"algorithm", "audience", "body",       "challenge", "count",  "decoys",
                                      "file",      "form",     "holder",     "index",     "issuer", "level",
                                      "name",      "opened",   "passphrase", "policy",    "redact", "root",
                                      "show",      "signer",   "status",     "threshold", "trust",  "y"};

bool is_known(const std::string& header) {
  return std::find(std::begin(kMore), std::end(kMore), header) != std::end(kMore);
}

/// Reader takes one file apart and notes the first fault.
class Reader {
 public:
  explicit Reader(const std::string& name) { vector_.name = name, vector_.stage = name.substr(0, name.find('/')); }

  void run(const std::string& file) {
    std::istringstream lines(file);
    std::string line;
    while (std::getline(lines, line) && !line.empty()) header(line);
    vector_.body.assign(std::istreambuf_iterator<char>(lines), {});
    if (vector_.body.ends_with('\n')) vector_.body.pop_back();
    for (const char* needed : {"expect", "now", "source", "note", "kind"}) {
      if (!seen_.contains(needed)) fault(std::string("lacks ") + needed);
    }
  }

  std::string fault() const { return fault_; }
  Vector take() && { return std::move(vector_); }

 private:
  void fault(const std::string& what) {
    if (fault_.empty()) fault_ = vector_.name + ": " + what + "\n";
  }

  void header(const std::string& line) {
    const std::size_t colon = line.find(": ");
    if (colon == std::string::npos) return fault("no header: " + line);
    const std::string name = line.substr(0, colon);
    const std::string value = line.substr(colon + 2);
    if (value.empty()) return fault(name + " is empty");
    if (name == "before") return step(value);
    if (!seen_.emplace(name, value).second) return fault(name + " twice");
    if (name == "expect") {
      vector_.expect = reason(value);
    } else if (name == "marks") {
      for (const std::string& mark : split(value)) vector_.marks.push_back(reason(mark));
    } else if (name == "now") {
      vector_.now = moment(value);
    } else if (name == "cases") {
      vector_.cases = split(value);
    } else if (name == "given") {
      vector_.given = split(value);
    } else if (name == "kind") {
      vector_.kind = value;
    } else if (is_known(name)) {
      vector_.more.emplace(name, value);
    } else if (name != "source" && name != "note") {
      fault("unknown header " + name);
    }
  }

  void step(const std::string& value) {
    const std::vector<std::string> words = split(value);
    if (words.size() != 3) return fault("before: TIME WHAT REASON");
    vector_.before.push_back({moment(words[0]), words[1], reason(words[2])});
  }

  Reason reason(const std::string& name) {
    const std::optional<Reason> found = reason_from_name(name);
    if (!found) fault("unknown reason " + name);
    return found.value_or(Reason::internal_failure);
  }

  Time moment(const std::string& text) {
    const Result<Time> time = parse_time(text);
    if (!time) fault("no time: " + text);
    return time ? *time : Time{};
  }

  Vector vector_;
  std::map<std::string, std::string> seen_;
  std::string fault_;
};

Bytes from_hex(const std::string& text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](unsigned char c) { return !std::isspace(c); });
  return hex_decode(digits).value_or(Bytes{});
}

}  // namespace

std::string Vector::get(const std::string& header, const std::string& otherwise) const {
  const auto found = more.find(header);
  return found == more.end() ? otherwise : found->second;
}

bool Vector::is_given(std::string_view word) const {
  return std::find(given.begin(), given.end(), word) != given.end();
}

std::string Vector::text() const { return get("body") == "hex" ? std::string(as_text(from_hex(body))) : body; }

Bytes Vector::octets() const { return from_hex(body); }

std::filesystem::path tree() { return source_folder() / "tests" / "negative"; }

std::string read_tree_file(const std::string& name) {
  std::ifstream file(tree() / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Reading read_vectors() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(tree())) {
    if (entry.path().extension() == ".vector")
      names.push_back(entry.path().lexically_relative(tree()).generic_string());
  }
  std::sort(names.begin(), names.end());
  Reading reading;
  for (const std::string& name : names) {
    Reader reader(name.substr(0, name.size() - 7));
    reader.run(read_tree_file(name));
    reading.faults += reader.fault();
    reading.vectors.push_back(std::move(reader).take());
  }
  return reading;
}

const Reading& vectors_read() {
  static const Reading once = read_vectors();
  return once;
}

std::vector<std::string> split(std::string_view list) {
  std::istringstream words{std::string(list)};
  return {std::istream_iterator<std::string>(words), {}};
}

}  // namespace heyi::test::negative
