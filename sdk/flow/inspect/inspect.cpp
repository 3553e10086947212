// Looking into octets without trusting them.
#include <heyi/inspect.hpp>
#include <heyi/text.hpp>

#include "card/pack.hpp"
#include "codec/diagnostic.hpp"
#include "cose/registry.hpp"
#include "cose/sign.hpp"
#include "cose/sign1.hpp"

namespace heyi {
namespace {

constexpr cbor::Limits kLimits{.max_size = 64 * 1024 * 1024};

struct Kind {
  cose::Typ typ;
  const char* name;
};

constexpr Kind kKinds[] = {
    {cose::kTypCard, "card (SD-CWT)"},        {cose::kTypProof, "dynamic code: cards under a holder's proof (SD-KBT)"},
    {cose::kTypStatic, "printed code (CWT)"}, {cose::kTypRequest, "holder's request"},
    {cose::kTypTrustList, "trust list"},      {cose::kTypStatusList, "status list"},
    {cose::kTypRoots, "change of roots"},     {cose::kTypDelta, "status delta"},
    {cose::kTypRules, "rule pack"},
};

const char* name_of(const cbor::Item& headers) {
  for (const Kind& kind : kKinds) {
    if (cose::check_typ(headers, kind.typ)) return kind.name;
  }
  return "signed object of an unknown type";
}

const char* kind_of(const cbor::Item& root) {
  if (root.is(cbor::Kind::array)) return "set of printed codes";
  if (root.find("heyi-bundle")) return "bundle of signed lists";
  if (const Result<cose::Sign1> object = cose::read_sign1(root)) return name_of(object->headers.root());
  if (const Result<cose::Sign> object = cose::read_sign(root)) return name_of(object->headers.root());
  return "CBOR";
}

}  // namespace

Result<std::string> inspect_octets(ByteView octets) {
  Bytes plain(octets.begin(), octets.end());
  const bool packed = !octets.empty() && octets.front() == card::kPackedMark;
  if (packed) {
    Result<Bytes> unpacked = card::unpack(octets);
    if (!unpacked) return unpacked.error();
    plain = *std::move(unpacked);
  }
  const Result<cbor::Tree> tree = cbor::Tree::parse(plain, kLimits);
  if (!tree) return tree.error();
  std::string text = "/ ";
  text += kind_of(tree->root());
  text += ", " + std::to_string(octets.size()) + " octets";
  if (packed) text += " packed, " + std::to_string(plain.size()) + " plain";
  return text + "; no signature was checked /\n" + cbor::diagnostic(tree->root()) + "\n";
}

Result<std::string> inspect_text(std::string_view text) {
  const Result<Bytes> token = decode_text(text);
  if (!token) return token.error();
  return inspect_octets(*token);
}

}  // namespace heyi
