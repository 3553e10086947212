// The walk: every item's head on a line of its own, contents below it, names by where the item stands.
#include "docs/dissect.hpp"

#include <heyi/time.hpp>
#include <map>

#include "card/fields.hpp"
#include "codec/cbor.hpp"
#include "codec/hex.hpp"

namespace heyi::test {
namespace {

using cbor::Item;
using cbor::Kind;

/// Place is what an item belongs to, which decides what its keys mean.
enum class Place { plain, headers, payload, cnf, key, disclosures };

constexpr std::size_t kComment = 58;

std::string name_of_label(std::int64_t label) {
  static const std::map<std::int64_t, std::string> names = {{1, "alg"},
                                                            {4, "kid"},
                                                            {13, "kcwt: the first card"},
                                                            {16, "typ"},
                                                            {17, "sd_claims: disclosures"},
                                                            {170, "sd_alg"},
                                                            {-65537, "further cards (private use)"}};
  const auto found = names.find(label);
  return found == names.end() ? "?" : found->second;
}

std::string name_of_claim(std::int64_t key) {
  static const std::map<std::int64_t, std::string> names = {
      {1, "iss"}, {2, "sub: pseudonym"}, {3, "aud"},     {4, "exp"},       {5, "nbf"}, {6, "iat"},
      {8, "cnf"}, {9, "scope"},          {39, "cnonce"}, {65535, "status"}};
  const auto found = names.find(key);
  return found == names.end() ? "?" : found->second;
}

std::string name_of_key_member(std::int64_t key) {
  static const std::map<std::int64_t, std::string> names = {{1, "kty"}, {-1, "crv"}, {-2, "x"}, {-3, "y"}};
  const auto found = names.find(key);
  return found == names.end() ? "?" : found->second;
}

/// Walker writes lines; `section` is set while inside a section's map.
class Walker {
 public:
  std::string take() && { return std::move(out_); }

  void sign1(const Item& item, int level, const char* what) {
    const Item array = *item.first();
    line(level, head_of(item), std::string("tag 18: COSE_Sign1, ") + what);
    line(level, head_of(array), "array of four");
    const Item headers = *array.at(0);
    embedded(headers, level + 1, Place::headers, "protected header");
    this->item(*array.at(1), level + 1, Place::headers, "unprotected header");
    embedded(*array.at(2), level + 1, Place::payload, "payload");
    string(*array.at(3), level + 1, "signature, 64 octets");
  }

 private:
  void line(int level, ByteView octets, const std::string& comment) {
    std::string text(static_cast<std::size_t>(level) * 2, ' ');
    text += hex_encode(octets);
    if (text.size() < kComment) text.resize(kComment, ' ');
    out_ += text + " # " + comment + "\n";
  }

  static ByteView head_of(const Item& item) {
    const ByteView encoded = item.encoded();
    const std::uint8_t info = encoded.front() & 0x1f;
    return encoded.first(info < 24 ? 1 : 1 + (std::size_t{1} << (info - 24)));
  }

  // A string's head, then its content in lines of 24 octets.
  void string(const Item& item, int level, const std::string& comment) {
    const ByteView head = head_of(item);
    ByteView content = item.encoded().subspan(head.size());
    if (content.size() <= 20) return line(level, item.encoded(), comment);
    line(level, head, comment);
    while (!content.empty()) {
      const std::size_t size = std::min<std::size_t>(24, content.size());
      out_ += std::string(static_cast<std::size_t>(level) * 2 + 2, ' ') + hex_encode(content.first(size)) + "\n";
      content = content.subspan(size);
    }
  }

  void embedded(const Item& wrapped, int level, Place place, const std::string& comment) {
    line(level, head_of(wrapped), comment + ", " + std::to_string(wrapped.as_bytes()->size()) + " octets");
    const auto tree = cbor::Tree::parse(*wrapped.as_bytes());
    item(tree->root(), level + 1, place, {});
  }

  void item(const Item& value, int level, Place place, const std::string& comment) {
    switch (value.kind()) {
      case Kind::map: return map(value, level, place, comment);
      case Kind::array: return array(value, level, place, comment);
      case Kind::tag: return sign1(value, level, "the card");
      case Kind::bytes: return string(value, level, comment.empty() ? "octets" : comment);
      case Kind::text: return line(level, value.encoded(), with(comment, "\"" + std::string(*value.as_text()) + "\""));
      case Kind::uint:
      case Kind::negative: return line(level, value.encoded(), with(comment, std::to_string(*value.as_int())));
      default: return line(level, value.encoded(), comment);
    }
  }

  static std::string with(const std::string& comment, const std::string& value) {
    return comment.empty() ? value : comment + ": " + value;
  }

  void array(const Item& value, int level, Place place, const std::string& comment) {
    line(level, head_of(value), comment + (comment.empty() ? "" : ", ") + "array of " + std::to_string(value.size()));
    for (auto element = value.first(); element; element = element->next()) {
      if (place == Place::disclosures) {
        disclosure(*element, level + 1);
      } else {
        item(*element, level + 1, Place::plain, {});
      }
    }
  }

  void disclosure(const Item& wrapped, int level) {
    line(level, head_of(wrapped),
         "a disclosure, " + std::to_string(wrapped.as_bytes()->size()) + " octets; its hash covers this head too");
    const auto tree = cbor::Tree::parse(*wrapped.as_bytes());
    const Item array = tree->root();
    line(level + 1, head_of(array), "[salt, value, key]");
    string(*array.at(0), level + 2, "salt");
    section_ = section_from_name(*array.at(2)->as_text());
    item(*array.at(1), level + 2, Place::plain, "value: the section");
    section_.reset();
    item(*array.at(2), level + 2, Place::plain, "key");
  }

  void map(const Item& value, int level, Place place, const std::string& comment) {
    line(level, head_of(value), comment + (comment.empty() ? "" : ", ") + "map of " + std::to_string(value.size()));
    const auto section = section_;
    for (auto key = value.first(); key;) {
      const Item content = *key->next();
      pair(*key, content, level + 1, place, section);
      key = content.next();
    }
  }

  void pair(const Item& key, const Item& content, int level, Place place, std::optional<Section> section) {
    if (key.simple_value()) {
      line(level, key.encoded(), "simple(59): hashes of the withholdable sections");
      return array(content, level + 1, Place::plain, "sorted");
    }
    if (key.is(Kind::text)) {
      const std::string name(*key.as_text());
      line(level, key.encoded(), "\"" + name + "\"");
      section_ = place == Place::payload ? section_from_name(name) : std::nullopt;
      item(content, level + 1, Place::plain, {});
      section_.reset();
      return;
    }
    const std::int64_t number = *key.as_int();
    const std::string label = std::to_string(number);
    line(level, key.encoded(), label + ": " + meaning(number, place, section));
    if (place == Place::headers && number == -65537) {
      line(level + 1, head_of(content), "array of " + std::to_string(content.size()));
      for (auto card = content.first(); card; card = card->next()) sign1(*card, level + 2, "a further card");
      return;
    }
    item(content, level + 1, inner(number, place), note(content, number, place, section));
  }

  static std::string meaning(std::int64_t number, Place place, std::optional<Section> section) {
    if (place == Place::headers) return name_of_label(number);
    if (place == Place::payload) return name_of_claim(number);
    if (place == Place::cnf) return "COSE_Key";
    if (place == Place::key) return name_of_key_member(number);
    if (!section) return "?";
    for (const Field& field : section_fields(*section)) {
      if (field.key == number) return std::string(field.name);
    }
    return "?";
  }

  static Place inner(std::int64_t number, Place place) {
    if (place == Place::headers && number == 17) return Place::disclosures;
    if (place == Place::payload && number == 8) return Place::cnf;
    return place == Place::cnf ? Place::key : Place::plain;
  }

  static std::string note(const Item& content, std::int64_t number, Place place, std::optional<Section> section) {
    const auto value = content.as_int();
    if (!value) return {};
    if (place == Place::payload) return format_time(from_unix(*value));
    if (!section) return {};
    for (const Field& field : section_fields(*section)) {
      if (field.key == number && field.kind == FieldKind::date) return format_date(*value);
    }
    return {};
  }

  std::string out_;
  std::optional<Section> section_;
};

}  // namespace

std::string dissect(ByteView token) {
  const auto tree = cbor::Tree::parse(token);
  if (!tree) return "not CBOR\n";
  Walker walker;
  walker.sign1(tree->root(), 0, "the holder's proof");
  return std::move(walker).take();
}

}  // namespace heyi::test
