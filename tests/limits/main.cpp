// Judges every hostile input in 256 MiB of address space: memory-limit FOLDER. The inputs are left in the folder, with
// what the command line needs beside them, so that run.sh can do the same with `heyi`.
#include <sys/resource.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <new>

#include "limits/hostile_inputs.hpp"
#include "support/flow_fixtures.hpp"

using namespace heyi;
using namespace heyi::test;

namespace {

constexpr rlim_t kMemory = rlim_t{256} << 20;

void save(const std::filesystem::path& path, ByteView octets) {
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(octets.data()), static_cast<std::streamsize>(octets.size()));
}

const char* kind_name(InputKind kind) {
  switch (kind) {
    case InputKind::code: return "code";
    case InputKind::picture: return "picture";
    case InputKind::trust: return "trust";
    case InputKind::status: break;
  }
  return "status";
}

Reason judge(const Hostile& input, const World& world, const Verifier& verifier) {
  switch (input.kind) {
    case InputKind::code: return verifier.verify(as_text(input.octets), at()).reason;
    case InputKind::picture: {
      const Result<GreyImage> image = read_image(input.octets);
      if (!image) return image.error().reason;
      return verifier.verify_frame(image->view(), at()).reason;
    }
    case InputKind::trust: {
      const Result<TrustList> list = TrustList::open(input.octets, root_pins());
      return list ? Reason::ok : list.error().reason;
    }
    case InputKind::status: break;
  }
  const Result<StatusList> list = StatusList::open(input.octets, world.trust_list(), kNow);
  return list ? Reason::ok : list.error().reason;
}

// What `heyi verify` needs beside a hostile input: a root, lists that are as they should be, and a code.
void save_companions(const std::filesystem::path& folder, const World& world) {
  const PrivateKey root = key(Party::root);
  const Signer* const roots[] = {&root};
  save(folder / "root.pub.pem", as_bytes(*root.public_key().to_pem()));
  save(folder / "good.trust", *sign_trust_list(world.trust, roots));
  save(folder / "good.status", *sign_status_list(world.status.front(), key(Party::status)));
  save(folder / "good.txt", as_bytes(full_code().text));
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: memory-limit FOLDER\n", stderr);
    return 2;
  }
  const std::filesystem::path folder = arguments[1];
  const World world;
  const Verifier verifier = world.verifier();
  const std::vector<Hostile> inputs = hostile_inputs();
  save_companions(folder, world);
  std::ofstream table(folder / "inputs.txt");
  for (const Hostile& input : inputs) {
    save(folder / input.name, input.octets);
    table << kind_name(input.kind) << ' ' << input.name << ' ' << reason_name(input.reason) << '\n';
  }
  table.close();

  const rlimit limit{kMemory, kMemory};
  if (setrlimit(RLIMIT_AS, &limit) != 0) return 2;
  // A test that cannot fail is none: what is more than the limit must not be had.
  if (::operator new(kMemory, std::nothrow) != nullptr) {
    std::puts("the limit does not hold");
    return 1;
  }
  int failed = 0;
  for (const Hostile& input : inputs) {
    const Reason reason = judge(input, world, verifier);
    const bool right = reason == input.reason;
    failed += right ? 0 : 1;
    std::printf("%s %s: %s%s%s\n", right ? "ok" : "not ok", input.name.c_str(),
                std::string(reason_name(reason)).c_str(), right ? "" : ", not ",
                right ? "" : std::string(reason_name(input.reason)).c_str());
    std::fflush(stdout);
  }
  return failed == 0 ? 0 : 1;
}
