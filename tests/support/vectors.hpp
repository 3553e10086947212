// Where published vectors are found, and how their files are read: by walking folders, never by a list of names.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include <heyi/bytes.hpp>

#include "codec/base64url.hpp"
#include "codec/hex.hpp"
#include "support/places.hpp"

namespace heyi::test {

/// vectors_folder is $HEYI_VECTORS, or ../shared/vectors beside the project. It may be missing.
inline std::filesystem::path vectors_folder() {
  const char* asked = std::getenv("HEYI_VECTORS");
  if (asked != nullptr && *asked != '\0') return asked;
  return source_folder().parent_path() / "shared" / "vectors";
}

/// VectorFile is one file found; `name` is its path within the folder, as the table shows it.
struct VectorFile {
  std::filesystem::path path;
  std::string name;
  std::string extension;  ///< Lower case, with its dot.

  std::string text() const {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }
};

/// vector_files lists every file under the folder at any depth, in order of its name; empty when there is no folder.
inline std::vector<VectorFile> vector_files() {
  std::vector<VectorFile> files;
  const std::filesystem::path root = vectors_folder();
  std::error_code missing;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(
           root, std::filesystem::directory_options::follow_directory_symlink, missing)) {
    if (!entry.is_regular_file()) continue;
    std::string extension = entry.path().extension().string();
    for (char& c : extension) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    files.push_back({entry.path(), entry.path().lexically_relative(root).generic_string(), extension});
  }
  std::sort(files.begin(), files.end(), [](const VectorFile& a, const VectorFile& b) { return a.name < b.name; });
  return files;
}

using Json = nlohmann::json;

/// parse_json reads JSON, comments and a byte order mark allowed; the answer is_discarded() when it is none.
inline Json parse_json(const std::string& text) { return Json::parse(text, nullptr, false, true); }

/// for_each_json visits the JSON files that contain `marker`; what they are is told by their content alone.
inline void for_each_json(std::string_view marker, const std::function<void(const VectorFile&, const Json&)>& visit) {
  for (const VectorFile& file : vector_files()) {
    if (file.extension != ".json") continue;
    const std::string text = file.text();
    if (text.find(marker) == std::string::npos) continue;
    const Json json = parse_json(text);
    if (!json.is_discarded()) visit(file, json);
  }
}

/// string_at is a string member, or empty.
inline std::string string_at(const Json& object, const char* key) {
  if (!object.is_object()) return {};
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// from_hex decodes hex with white space allowed around it; an empty answer stands for damage too.
inline Bytes from_hex(std::string_view text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](unsigned char c) { return !std::isspace(c); });
  return hex_decode(digits).value_or(Bytes{});
}

/// from_base64 decodes either alphabet, padded or not; none for anything else.
inline std::optional<Bytes> from_base64(std::string_view text) {
  std::string url;
  for (const char c : text) {
    if (std::isspace(static_cast<unsigned char>(c)) != 0) continue;
    url.push_back(c == '+' ? '-' : c == '/' ? '_' : c);
  }
  while (!url.empty() && url.back() == '=') url.pop_back();
  return base64url_decode(url);
}

}  // namespace heyi::test
