// zlib streams (RFC 1950), as status lists carry them, with a bound on what they may expand to.
#pragma once

#include <heyi/bytes.hpp>
#include <heyi/result.hpp>

namespace heyi {

/// deflate_zlib compresses at the best level.
Result<Bytes> deflate_zlib(ByteView data);

/// inflate_zlib expands one whole zlib stream. Fails with `status.list_invalid` when the stream is damaged,
/// followed by other octets, or expands to more than `max_size`; memory grows with what was expanded so far.
Result<Bytes> inflate_zlib(ByteView stream, std::size_t max_size);

}  // namespace heyi
