// Writes the seeds of all targets from the fixed test keys: make_seeds CORPUS-FOLDER. Their signatures differ from run
// to run; they are committed, and made anew by hand when the format grows.
#include <heyi/text.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "flow/verify/code.hpp"
#include "fuzz/support/chunks.hpp"
#include "fuzz/support/forge.hpp"
#include "fuzz/support/tokens.hpp"

namespace heyi::fuzz {
namespace {

class Corpus {
 public:
  explicit Corpus(std::filesystem::path folder) : folder_(std::move(folder)) {}

  void add(const std::string& target, const std::string& name, ByteView octets) const {
    std::filesystem::create_directories(folder_ / target);
    std::ofstream file(folder_ / target / name, std::ios::binary);
    file.write(reinterpret_cast<const char*>(octets.data()), static_cast<std::streamsize>(octets.size()));
  }
  void add(const std::string& target, const std::string& name, const std::string& text) const {
    add(target, name, as_bytes(text));
  }

 private:
  std::filesystem::path folder_;
};

Bytes signed_parts(const flow::Code& code, Bytes setup) {
  std::vector<Bytes> chunks = {std::move(setup), {}};
  if (code.proof) chunks[1].assign(code.proof->object.payload.begin(), code.proof->object.payload.end());
  for (const card::CardObject& card : code.cards) {
    const CardParts parts = parts_of(card.object.encoded);
    chunks.push_back(parts.payload);
    chunks.push_back(parts.sd_claims);
  }
  return join_chunks(chunks);
}

void codes(const Corpus& corpus) {
  for (const Made& made : made_codes()) {
    corpus.add("presentation", made.name, encode_text(made.token));
    if (made.name.starts_with("full_es256")) corpus.add("text", made.name, encode_text(made.token));
    if (made.token != made.plain) continue;
    corpus.add("cbor", made.name, made.plain);
    const auto code = *flow::read_code(made.plain);
    const bool sm2 = made.name.ends_with("sm2");
    if (!sm2 && !made.name.ends_with("eddsa")) continue;
    std::uint8_t flags = code->is_static() ? 1 : sm2 ? 2 : 0;
    Bytes setup = {static_cast<std::uint8_t>(sm2 ? 2 : 0), flags};
    if (made.name.starts_with("static")) setup.push_back(2);
    corpus.add("presentation_signed", made.name, signed_parts(*code, setup));
  }
}

void texts(const Corpus& corpus) {
  const Bytes octets = {0xd2, 0x84, 0x00, 0xff, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06};
  corpus.add("text", "digits", encode_text(octets, Spelling::digits));
  corpus.add("text", "short", encode_text(octets));
  corpus.add("text", "health_card", std::string(64, 'A') + ":1");
  corpus.add("text", "insurance", "424" + std::string(25, '7'));
}

}  // namespace
}  // namespace heyi::fuzz

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: fuzz-seeds CORPUS-FOLDER\n", stderr);
    return 2;
  }
  const heyi::fuzz::Corpus corpus(arguments[1]);
  heyi::fuzz::codes(corpus);
  heyi::fuzz::texts(corpus);
  return 0;
}
