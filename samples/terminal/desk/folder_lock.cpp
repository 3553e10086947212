// The kernel's lock, not the file's being there: a kill leaves nothing that a start would have to clear away.
#include "desk/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <stdexcept>

namespace heyi::terminal {

FolderLock::FolderLock(const std::string& folder)
    : descriptor_(::open((folder + "/desk.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
  if (descriptor_ < 0) throw std::runtime_error(folder + ": cannot be written");
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    ::close(descriptor_);
    throw std::runtime_error(folder + ": another terminal works in this folder");
  }
}

FolderLock::~FolderLock() { ::close(descriptor_); }

}  // namespace heyi::terminal
