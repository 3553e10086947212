// What lies in the vectors' folder and no test here reads, so that nothing is skipped in silence.
#include <map>

#include "support/catch.hpp"
#include "support/table.hpp"
#include "support/vectors.hpp"

namespace heyi::test {
namespace {

// How the tests beside this one tell their files.
bool is_read_here(const VectorFile& file) {
  const std::string text = file.text();
  const auto holds = [&text](const char* marker) { return text.find(marker) != std::string::npos; };
  if (file.extension == ".json") {
    return holds("\"testGroups\"") || holds("\"sign1::") || holds("\"cbor_diag\"") || holds("\"EXPECTEDRESULTS\"") ||
           (holds("\"cbor\"") && holds("\"bits\"")) || holds("\"assertions\"") || holds("\"Logic\"") ||
           (holds("\"external\"") && holds("\"payload\""));
  }
  const bool binary = file.extension == ".cbor" || file.extension == ".cborseq" || file.extension == ".pem";
  return binary || file.extension == ".hex" || holds("Out =") || holds("Signature =") ||
         (file.extension == ".txt" && from_hex(text).size() == 32);
}

std::string top_of(const std::string& name) {
  const auto slash = name.find('/');
  return slash == std::string::npos ? "." : name.substr(0, slash);
}

TEST_CASE("every file among the vectors is read by a test or told of", "[vectors]") {
  Row row("files read by these tests", Row::Counted::beside);
  std::map<std::string, int> unread;
  for (const VectorFile& file : vector_files()) {
    if (is_read_here(file)) {
      const bool damaged = file.extension == ".json" && parse_json(file.text()).is_discarded();
      row.check(!damaged, file.name, "it is no JSON");
    } else {
      ++unread[top_of(file.name) + ", " + (file.extension.empty() ? file.path.filename().string() : file.extension)];
    }
  }
  for (const auto& [kind, count] : unread) row.note("not read here: " + kind + ", " + std::to_string(count) + " files");
  CHECK(row.finish() == "");
}

}  // namespace
}  // namespace heyi::test
