// Read once, at the start.
#include "station/root_files.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "station/take.hpp"

namespace heyi::station {

RootPins load_roots(const std::vector<std::string>& files, int threshold, const std::string& environment) {
  std::vector<std::string> pems;
  for (const std::string& name : files) {
    std::ifstream file(name, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) throw std::runtime_error(name + ": cannot be read");
    pems.push_back(text.str());
  }
  return take(read_root_pins(pems, threshold, environment), "--root");
}

}  // namespace heyi::station
