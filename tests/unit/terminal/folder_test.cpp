// Letters as files: whole or not there, told once, and nobody's file replaced.
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "outbox/dispatcher.hpp"
#include "support/catch.hpp"
#include "support/fresh_folder.hpp"

namespace heyi::terminal {
namespace {

namespace fs = std::filesystem;
using Kind = Delivery::Kind;

const std::string kName = "/0000000042-ABC.hl7";

Letter letter(const std::string& payload = std::string("octets\0\r\n", 9)) { return {42, "ABC", "folder", payload, 0}; }

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::size_t files_in(const std::string& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), {}));
}

}  // namespace

TEST_CASE("a letter becomes one file, which its owner alone reads", "[terminal][folder]") {
  const test::FreshFolder folder;
  const auto transport = folder_transport(folder.path(), "hl7");
  CHECK(transport->send(letter()).kind == Kind::delivered);
  CHECK(read(folder.path() + kName) == letter().payload);
  CHECK(files_in(folder.path()) == 1);
  struct stat status{};
  REQUIRE(::stat((folder.path() + kName).c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
}

TEST_CASE("a file that is there already is delivered, another letter's is left alone", "[terminal][folder]") {
  const test::FreshFolder folder;
  const auto transport = folder_transport(folder.path(), "hl7");
  REQUIRE(transport->send(letter()).kind == Kind::delivered);
  CHECK(transport->send(letter()).kind == Kind::delivered);
  for (const char* other : {"", "other", "octets"}) CHECK(transport->send(letter(other)).kind == Kind::refused);
  CHECK(read(folder.path() + kName) == letter().payload);
}

TEST_CASE("what a kill left behind is no hindrance", "[terminal][folder]") {
  const test::FreshFolder folder;
  std::ofstream(folder.path() + "/.0000000042-ABC.hl7.part") << "half";
  CHECK(folder_transport(folder.path(), "hl7")->send(letter()).kind == Kind::delivered);
  CHECK(read(folder.path() + kName) == letter().payload);
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("a folder that is not there, or is none, is a failure until it is", "[terminal][folder]") {
  const test::FreshFolder folder;
  const std::string path = folder.path() + "/mounted";
  const auto transport = folder_transport(path, "json");
  const Delivery missing = transport->send(letter());
  CHECK((missing.kind == Kind::failed && missing.why == "there is no folder"));
  std::ofstream(path) << "a file";
  CHECK(transport->send(letter()).kind == Kind::failed);
  fs::remove(path);
  fs::create_directory(path);
  CHECK(transport->send(letter()).kind == Kind::delivered);
}

TEST_CASE("links in the folder lead nowhere", "[terminal][folder]") {
  const test::FreshFolder folder;
  const std::string victim = folder.path() + "/victim";
  std::ofstream(victim) << "untouched";
  fs::create_symlink(victim, folder.path() + "/.0000000042-ABC.hl7.part");
  CHECK(folder_transport(folder.path(), "hl7")->send(letter()).kind == Kind::delivered);
  fs::remove(folder.path() + kName);
  fs::create_symlink(victim, folder.path() + kName);
  CHECK(folder_transport(folder.path(), "hl7")->send(letter()).kind == Kind::failed);
  CHECK(read(victim) == "untouched");
}

TEST_CASE("an id that makes no file name is refused", "[terminal][folder]") {
  const test::FreshFolder folder;
  Letter bad = letter();
  bad.id = "../ABC";
  CHECK(folder_transport(folder.path(), "hl7")->send(bad).kind == Kind::refused);
  CHECK(files_in(folder.path()) == 0);
}

}  // namespace heyi::terminal
