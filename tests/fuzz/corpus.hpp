// The folder that the seeds of all targets are written into.
#pragma once

#include <heyi/bytes.hpp>

#include <filesystem>
#include <fstream>
#include <string>

namespace heyi::fuzz {

/// Corpus writes one file a seed, below a folder of its target's name.
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

/// scans writes the seeds of `scan` and `evdev`.
void scans(const Corpus& corpus);
/// pictures writes the seeds of `bmp`, and those of `image` beside our own PNG and PGM.
void pictures(const Corpus& corpus);

}  // namespace heyi::fuzz
