// heyi keygen: key pairs for roots, issuers, status signers and holders, and the pseudonym key of a city.
#include <iostream>

#include <heyi/card.hpp>
#include <heyi/keys.hpp>
#include <heyi/random.hpp>

#include "command.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"
#include "options.hpp"

namespace heyi::cli {
namespace {

constexpr const char* kExamples =
    "  heyi keygen --alg es256 --out issuer.pem                writes issuer.pem and issuer.pub.pem\n"
    "  heyi keygen --alg sm2 --out root.pem --passphrase-file pass.txt\n"
    "  heyi keygen --pseudonym --out city.key                  the secret that the authorities of one city share";

struct Options {
  std::string algorithm, out, passphrase_file;
  bool pseudonym = false;
  bool force = false;
};

std::string public_name(const std::string& out) {
  constexpr std::string_view kEnd = ".pem";
  const bool pem = out.size() > kEnd.size() && std::string_view(out).ends_with(kEnd);
  return (pem ? out.substr(0, out.size() - kEnd.size()) : out) + ".pub.pem";
}

int make_pseudonym_key(const Options& options) {
  if (!options.algorithm.empty() || !options.passphrase_file.empty()) {
    throw usage("--pseudonym takes neither --alg nor --passphrase-file");
  }
  SystemRandom random;
  const PseudonymKey key = take(PseudonymKey::generate(random), "");
  const Secret hex(key.to_hex() + "\n");
  write_file(options.out, as_bytes(hex.text()), Access::owner_only, options.force);
  return kExitAccept;
}

int run(const Options& options) {
  if (options.pseudonym) return make_pseudonym_key(options);
  if (options.algorithm.empty()) throw usage("--alg or --pseudonym is needed; see heyi keygen --help");
  const Algorithm algorithm = take(algorithm_from_name(options.algorithm), "--alg");
  const Secret passphrase = read_passphrase(options.passphrase_file);
  const PrivateKey key = take(PrivateKey::generate(algorithm), "");
  const Secret pem(take(key.to_pem(passphrase.text()), ""));
  if (options.out == "-") {
    write_file("-", as_bytes(pem.text()));
    return kExitAccept;
  }
  const std::string public_file = public_name(options.out);
  // Looked at first, so that no private key is left without the public one beside it.
  if (!options.force && is_file(public_file)) {
    throw Failure("无法写入文件", "The file cannot be written",
                  public_file + ": it is there already; --force replaces it");
  }
  write_file(options.out, as_bytes(pem.text()), Access::owner_only, options.force);
  write_file(public_file, as_bytes(take(key.public_key().to_pem(), "")), Access::everybody, options.force);
  std::cout << "私钥 / private key: " << options.out << "\n公钥 / public key:  " << public_file << "  ("
            << key_label(key.public_key()) << ")\n";
  return kExitAccept;
}

}  // namespace

void add_keygen(Command& program) {
  auto options = std::make_shared<Options>();
  Command command = program.add_command("keygen", "生成密钥对", "Make a key pair, or a pseudonym key", kExamples);
  command.text("--alg", options->algorithm, "Algorithm: es256, es384, eddsa or sm2", "ALG");
  command.flag("--pseudonym", options->pseudonym, "Make a pseudonym key instead: 32 random octets in hex");
  command
      .text("--out", options->out,
            "Private key to write, PKCS #8 PEM, mode 0600; the public key goes beside it as NAME.pub.pem. `-`: "
            "standard output, private key alone",
            "KEY.pem")
      .required();
  add_passphrase(command, options->passphrase_file,
                 "the private key, which is then encrypted (default: not encrypted)");
  command.flag("--force", options->force, "Replace files that are there already");
  command.on_run(options, run);
}

}  // namespace heyi::cli
