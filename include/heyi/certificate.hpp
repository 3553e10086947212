// X.509 certificates as a way to bring an authority's public key into a trust list.
#pragma once

#include <heyi/keys.hpp>
#include <heyi/time.hpp>

namespace heyi {

/// Certificate is what a trust list takes from an X.509 certificate. Its issuer's signature is not checked:
/// trust comes from the root keys that sign the trust list, and whoever adds the certificate vouches for it.
struct Certificate {
  PublicKey key;
  Time not_before;
  Time not_after;
  bool may_sign;  ///< false when a key usage extension is present without digitalSignature.
};

/// read_certificate reads one certificate, PEM (`CERTIFICATE`) or DER.
/// Fails with `key.bad_pem`, or `key.unsupported` for keys of other algorithms.
Result<Certificate> read_certificate(ByteView pem_or_der);

}  // namespace heyi
