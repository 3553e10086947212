// Numbers are read at once; for names a thread is asked, and what it answers too late is dropped.
#include "outbox/resolve.hpp"

#include <poll.h>

#include <cstring>
#include <mutex>
#include <system_error>
#include <thread>

namespace heyi::terminal {
namespace {

// false: the host is not known.
bool ask(const std::string& host, int port, int flags, std::vector<Address>& found) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = flags | AI_NUMERICSERV;
  addrinfo* list = nullptr;
  if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &list) != 0) return false;
  for (const addrinfo* one = list; one != nullptr; one = one->ai_next) {
    if (one->ai_addrlen > sizeof(sockaddr_storage)) continue;
    Address address{one->ai_family, {}, one->ai_addrlen};
    std::memcpy(&address.name, one->ai_addr, one->ai_addrlen);
    found.push_back(address);
  }
  ::freeaddrinfo(list);
  return !found.empty();
}

}  // namespace

/// Question is shared by who asks and the thread that answers; the latter touches nothing else.
struct Resolver::Question {
  std::string host;
  int port = 0;
  Interrupt answered;
  std::mutex mutex;
  std::vector<Address> found;  ///< Guarded by the mutex.
};

Result<std::vector<Address>> Resolver::addresses(Deadline deadline, const Interrupt& interrupt) {
  std::vector<Address> found;
  if (ask(host_, port_, AI_NUMERICHOST, found)) return found;
  if (!open_) {
    auto question = std::make_shared<Question>();
    question->host = host_;
    question->port = port_;
    try {
      std::thread([question] {
        try {
          std::vector<Address> answer;
          static_cast<void>(ask(question->host, question->port, 0, answer));
          const std::scoped_lock lock(question->mutex);
          question->found = std::move(answer);
        } catch (...) {
          // Out of memory: no address then.
        }
        question->answered.set();
      }).detach();
    } catch (const std::system_error&) {
      return fail(Reason::internal_failure, "no thread to look the host's name up");
    }
    open_ = std::move(question);
  }
  switch (wait_for(open_->answered.descriptor(), POLLIN, deadline, interrupt)) {
    case Waited::too_late: return fail(Reason::internal_failure, "no answer on the host's name");
    case Waited::interrupted: return fail(Reason::internal_failure, "interrupted");
    case Waited::ready: break;
  }
  {
    const std::scoped_lock lock(open_->mutex);
    found = std::move(open_->found);
  }
  open_.reset();
  if (found.empty()) return fail(Reason::internal_failure, "the host's name is not known");
  return found;
}

}  // namespace heyi::terminal
