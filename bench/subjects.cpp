// The subjects: verification, issuing, drawing, and a camera frame to its verdict.
#include "subjects.hpp"

#include <chrono>
#include <memory>

#include "demo/codes.hpp"
#include "failure.hpp"
#include "yardsticks.hpp"

namespace heyi::bench {
namespace {

using cli::take;

/// Scene keeps alive what the subjects use.
struct Scene {
  SystemRandom random;
  cli::World world;
  cli::DemoCodes made;
  Verifier hospital, identify;
  Claims claims;
  HolderRequest request;
  EvpVerify es256_verify{Algorithm::es256};
  EvpVerify sm2_verify{Algorithm::sm2};
  EvpSign es256_sign{Algorithm::es256};
  EvpSign sm2_sign{Algorithm::sm2};
};

std::shared_ptr<Scene> make_scene() {
  const Time now = std::chrono::floor<Seconds>(std::chrono::system_clock::now());
  SystemRandom random;
  const std::uint64_t revoked = 0;
  cli::World world = cli::build_world(now, random, revoked);
  cli::DemoCodes made = cli::make_codes(world, random, revoked);
  const TrustList trust = take(TrustList::open(world.trust_list, {{world.root.public_key()}, 1, "demo"}), "trust list");
  const StatusList status = take(StatusList::open(world.status_list, trust, now), "status list");
  Claims claims = take(Claims::from_json(world.ss_claims, CodeTables::standard()), "claims");
  const Bytes possession = take(make_request(world.holder, world.hrss.code, now), "request");
  HolderRequest request = take(HolderRequest::open(possession, world.hrss.code, now), "request");
  return std::make_shared<Scene>(Scene{{},
                                       std::move(world),
                                       std::move(made),
                                       Verifier(trust, {status}, Policy::hospital()),
                                       Verifier(trust, {status}, Policy::identify()),
                                       std::move(claims),
                                       std::move(request)});
}

const Presentation& code(const Scene& scene, const std::string& name) {
  for (const cli::DemoCode& one : scene.made.codes) {
    if (one.name == name) return one.shown;
  }
  throw cli::Failure(Reason::internal_failure, "no demo code of that name");
}

Circumstances at(const Scene& scene) {
  Circumstances circumstances;
  circumstances.now = scene.world.now;
  return circumstances;
}

bool accepts(const Verifier& verifier, const Scene& scene, const std::string& text) {
  return verifier.verify(text, at(scene)).decision == Decision::accept;
}

bool times(int count, const std::function<bool()>& work) {
  bool ok = true;
  for (int i = 0; i < count; ++i) ok = work() && ok;
  return ok;
}

// A camera frame: 1280 by 720, the code in the middle at three pixels a module, grey around it.
GreyImage camera_frame(const std::string& text) {
  QrRendering rendering;
  rendering.module_pixels = 5;
  const GreyImage code = qr_to_image(take(encode_qr(text), "frame"), rendering);
  GreyImage frame{Bytes(1280 * 720, 120), 1280, 720};
  const int left = (frame.width - code.width) / 2;
  const int top = (frame.height - code.height) / 2;
  for (int y = 0; y < code.height; ++y) {
    for (int x = 0; x < code.width; ++x) {
      frame.pixels[static_cast<std::size_t>((top + y) * frame.width + left + x)] =
          code.pixels[static_cast<std::size_t>(y * code.width + x)];
    }
  }
  return frame;
}

}  // namespace

std::vector<Subject> make_subjects() {
  const std::shared_ptr<Scene> s = make_scene();
  const std::string full = code(*s, "full").text;
  const std::string sm2 = code(*s, "sm2").text;
  const std::string printed = code(*s, "static").text;
  const int version = code(*s, "full").version;
  const auto frame = std::make_shared<GreyImage>(camera_frame(full));
  const auto es256 = [s] { return s->es256_verify.once(); };
  const auto national = [s] { return s->sm2_verify.once(); };
  return {
      {"verify static, ES256", "1 EVP ES256 verification", [=] { return accepts(s->identify, *s, printed); }, es256},
      {"verify full dynamic, ES256", "3 EVP ES256 verifications", [=] { return accepts(s->hospital, *s, full); },
       [=] { return times(3, es256); }},
      {"verify full dynamic, SM2", "3 EVP SM2 verifications", [=] { return accepts(s->hospital, *s, sm2); },
       [=] { return times(3, national); }},
      {"issue a card, ES256", "1 EVP ES256 signature",
       [=] {
         IssueOptions options;
         options.now = s->world.now;
         options.redact = {Section::id};
         return issue_card(s->claims, s->request, s->world.hrss.key, s->world.pseudonyms, s->random, options)
             .has_value();
       },
       [=] { return s->es256_sign.once(); }},
      {"present merged, ES256", "1 EVP ES256 signature",
       [=] {
         PresentOptions options;
         options.now = s->world.now;
         const std::vector<Bytes> cards = {s->made.cards.ss, s->made.cards.hc};
         return present(cards, s->world.holder, options).has_value();
       },
       [=] { return s->es256_sign.once(); }},
      {"QR out, modules", "libqrencode alone", [=] { return encode_qr(full).has_value(); },
       [=] { return qrencode_alone(full, version); }},
      {"QR out, PNG file", "libqrencode alone",
       [=] { return encode_qr(full).and_then([](const QrSymbol& symbol) { return qr_to_png(symbol); }).has_value(); },
       [=] { return qrencode_alone(full, version); }},
      {"frame 1280x720 to verdict", "ZXing alone",
       [=] { return s->hospital.verify_frame(frame->view(), at(*s)).decision == Decision::accept; },
       [=] { return zxing_alone(frame->view()); }},
  };
}

}  // namespace heyi::bench
