// Files are written whole beside their place, and linked there only if nothing stands there: two starts at once agree.
#include "desk/secrets.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace heyi::terminal {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxSecret = 8192;

Error unavailable(const fs::path& file) { return fail(Reason::state_unavailable, file.filename().string()); }

Result<std::string> read_small(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string text(kMaxSecret, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad() || stream.gcount() <= 0) return unavailable(file);
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

// Leaves a file that is there already as it is.
Result<void> put(const fs::path& file, const std::string& text, mode_t mode) {
  std::string beside = file.string() + ".XXXXXX";
  const int descriptor = ::mkstemp(beside.data());
  if (descriptor < 0) return unavailable(file);
  const bool is_whole = ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                        ::fchmod(descriptor, mode) == 0 && ::fsync(descriptor) == 0;
  ::close(descriptor);
  const bool is_there = is_whole && (::link(beside.c_str(), file.c_str()) == 0 || errno == EEXIST);
  ::unlink(beside.c_str());
  return is_there ? Result<void>() : unavailable(file);
}

// The folder's entries survive the power going, before anything is signed by what they name.
Result<void> keep(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool is_kept = descriptor >= 0 && ::fsync(descriptor) == 0;
  if (descriptor >= 0) ::close(descriptor);
  return is_kept ? Result<void>() : unavailable(folder);
}

Result<void> make(const fs::path& folder, Random& random) {
  const Result<PrivateKey> signer = PrivateKey::generate(Algorithm::es256);
  if (!signer) return signer.error();
  const Result<std::string> pem = signer->to_pem();
  if (!pem) return pem.error();
  const Result<AuditKey> key = AuditKey::generate(random);
  if (!key) return key.error();
  if (const Result<void> done = put(folder / "audit.pem", *pem, 0600); !done) return done.error();
  if (const Result<void> done = put(folder / "audit.key", key->to_hex() + "\n", 0600); !done) return done.error();
  return keep(folder);
}

}  // namespace

Result<Secrets> load_secrets(const std::string& name, Random& random) {
  const fs::path folder(name);
  std::error_code error;
  const bool is_made = fs::exists(folder / "audit.pem", error) && fs::exists(folder / "audit.key", error);
  if (!is_made) {
    if (fs::exists(folder / "audit.log", error)) {
      return fail(Reason::state_lost, "audit.pem or audit.key is gone; move audit.log aside to begin anew");
    }
    if (const Result<void> done = make(folder, random); !done) return done.error();
  }
  const Result<std::string> pem = read_small(folder / "audit.pem"), hex = read_small(folder / "audit.key");
  if (!pem) return pem.error();
  if (!hex) return hex.error();
  Result<PrivateKey> signer = PrivateKey::from_pem(*pem);
  if (!signer) return fail(signer.error().reason, "audit.pem");
  Result<AuditKey> key = AuditKey::from_hex(*hex);
  if (!key) return fail(key.error().reason, "audit.key");
  const Result<std::string> shown = signer->public_key().to_pem();
  if (!shown) return shown.error();
  if (const Result<void> done = put(folder / "audit.pub.pem", *shown, 0644); !done) return done.error();
  return Secrets{std::make_shared<const PrivateKey>(*std::move(signer)), *std::move(key)};
}

}  // namespace heyi::terminal
