// The strict reader: whatever it takes, the writer writes again octet for octet.
#include "codec/cbor.hpp"

#include "codec/cbor_writer.hpp"
#include "fuzz/support/heap_watch.hpp"
#include "fuzz/support/target.hpp"
#include "heyi/inspect.hpp"

using namespace heyi;
using heyi::fuzz::require;

namespace {

void write(cbor::Writer& out, const cbor::Item& item);

// Pairs go through the sorting writer, which refuses a key that comes twice.
void write_map(cbor::Writer& out, const cbor::Item& item) {
  cbor::MapWriter map;
  std::size_t pairs = 0;
  for (auto key = item.first(); key; ++pairs) {
    const cbor::Item value = *key->next();
    cbor::Writer name;
    cbor::Writer content;
    write(name, *key);
    write(content, value);
    map.put_encoded(name.view(), content.view());
    key = value.next();
  }
  const Result<Bytes> finished = std::move(map).finish();
  require(finished.has_value(), "no key of a map that is read comes twice");
  require(pairs == item.size(), "a map has as many pairs as it says");
  out.raw(*finished);
}

void write(cbor::Writer& out, const cbor::Item& item) {
  using cbor::Kind;
  switch (item.kind()) {
    case Kind::uint: out.uint(*item.as_uint()); break;
    case Kind::negative:
      if (const Result<std::int64_t> value = item.as_int()) {
        out.integer(*value);
      } else {
        out.raw(item.encoded());  // Below -2^63: no integer of ours.
      }
      break;
    case Kind::bytes: out.bytes(*item.as_bytes()); break;
    case Kind::text: out.text(*item.as_text()); break;
    case Kind::array: {
      out.array(item.size());
      std::size_t elements = 0;
      for (auto element = item.first(); element; element = element->next(), ++elements) write(out, *element);
      require(elements == item.size(), "an array has as many elements as it says");
      break;
    }
    case Kind::map: write_map(out, item); break;
    case Kind::tag:
      out.tag(item.tag());
      write(out, *item.first());
      break;
    case Kind::boolean: out.boolean(*item.as_bool()); break;
    case Kind::null: out.null(); break;
    case Kind::simple:
      require(item.simple_value() == 59, "no simple value but 59 is read");
      out.simple(*item.simple_value());
      break;
    case Kind::undefined:
    case Kind::floating: out.raw(item.encoded()); break;  // Read, and never written by Heyi.
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView input{data, size};
  const fuzz::HeapWatch heap;
  const Result<cbor::Tree> tree = cbor::Tree::parse(input);
  require(heap.largest() <= 64 * size + 4096, "memory follows the octets present and no number written in them");
  const Result<std::string> notation = inspect_octets(input);
  if (!tree) return 0;
  cbor::Writer out;
  write(out, tree->root());
  require(fuzz::same(out.view(), input), "what is read is written again octet for octet");
  require(notation.has_value() || input[0] == 0x01, "what is read can be shown");
  return 0;
}
