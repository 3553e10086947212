// A certificate for 127.0.0.1 that nobody trusts unasked, and its key; for tests alone.
#pragma once

namespace heyi::test {

inline constexpr const char* kTlsCertificate = R"(-----BEGIN CERTIFICATE-----
MIIBqTCCAU6gAwIBAgIUDDRLAEvVmIspB1CotRegfdAC/ogwCgYIKoZIzj0EAwIw
IDEeMBwGA1UEAwwVcmVjZWl2ZXIgb2YgdGhlIHRlc3RzMCAXDTI2MTEyNjA3MjEy
MVoYDzIxMjYxMTAyMDcyMTIxWjAgMR4wHAYDVQQDDBVyZWNlaXZlciBvZiB0aGUg
dGVzdHMwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASA7Mc3hapmdya7e+RwXnVW
xZtFOZCDyKADcqcn6Ndmu564BVCp/Gbgj8yW+Cqn8WM0JZemfbrLq/t9lfjFER5A
o2QwYjAdBgNVHQ4EFgQU2P2ZCrOQWW6E2cE2Km3pd1eITpgwHwYDVR0jBBgwFoAU
2P2ZCrOQWW6E2cE2Km3pd1eITpgwDwYDVR0TAQH/BAUwAwEB/zAPBgNVHREECDAG
hwR/AAABMAoGCCqGSM49BAMCA0kAMEYCIQChz77iKuwjGCS1PBArfkiU/uNAh9VO
YfCF70XZiIcDRQIhAPIzPGTuae/xDwg8jfocwcjrctGhorInFmts04lkykyO
-----END CERTIFICATE-----
)";

inline constexpr const char* kTlsKey = R"(-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgG8LbcpgkDNU6KiBg
mWg3abTKQghkMgEHy0ixoaEMgpuhRANCAASA7Mc3hapmdya7e+RwXnVWxZtFOZCD
yKADcqcn6Ndmu564BVCp/Gbgj8yW+Cqn8WM0JZemfbrLq/t9lfjFER5A
-----END PRIVATE KEY-----
)";

}  // namespace heyi::test
