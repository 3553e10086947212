// The whole public API: include this, or the headers of the steps you need.
#pragma once

#include <heyi/audit.hpp>          // IWYU pragma: export
#include <heyi/bundle.hpp>         // IWYU pragma: export
#include <heyi/bytes.hpp>          // IWYU pragma: export
#include <heyi/card.hpp>           // IWYU pragma: export
#include <heyi/certificate.hpp>    // IWYU pragma: export
#include <heyi/certlogic.hpp>      // IWYU pragma: export
#include <heyi/challenge.hpp>      // IWYU pragma: export
#include <heyi/claims.hpp>         // IWYU pragma: export
#include <heyi/eligibility.hpp>    // IWYU pragma: export
#include <heyi/file_kind.hpp>      // IWYU pragma: export
#include <heyi/guidance.hpp>       // IWYU pragma: export
#include <heyi/image.hpp>          // IWYU pragma: export
#include <heyi/inspect.hpp>        // IWYU pragma: export
#include <heyi/keys.hpp>           // IWYU pragma: export
#include <heyi/policy.hpp>         // IWYU pragma: export
#include <heyi/present.hpp>        // IWYU pragma: export
#include <heyi/qr.hpp>             // IWYU pragma: export
#include <heyi/random.hpp>         // IWYU pragma: export
#include <heyi/reason.hpp>         // IWYU pragma: export
#include <heyi/replay.hpp>         // IWYU pragma: export
#include <heyi/result.hpp>         // IWYU pragma: export
#include <heyi/roots.hpp>          // IWYU pragma: export
#include <heyi/rule_pack.hpp>      // IWYU pragma: export
#include <heyi/rules.hpp>          // IWYU pragma: export
#include <heyi/shared_replay.hpp>  // IWYU pragma: export
#include <heyi/state.hpp>          // IWYU pragma: export
#include <heyi/status.hpp>         // IWYU pragma: export
#include <heyi/text.hpp>           // IWYU pragma: export
#include <heyi/time.hpp>           // IWYU pragma: export
#include <heyi/trust.hpp>          // IWYU pragma: export
#include <heyi/verify.hpp>         // IWYU pragma: export
