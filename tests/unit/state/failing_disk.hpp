// A disk whose reads fail while the test says so, between SQLite and the files.
#pragma once

#include <sqlite3.h>

#include <stdexcept>

namespace heyi::test {

/// FailingDisk stands before SQLite's own files for as long as it lives. One at a time.
class FailingDisk {
 public:
  FailingDisk() : usual_(*sqlite3_vfs_find(nullptr)), before_(sqlite3_vfs_find(nullptr)) {
    reads_fail_ = false;
    usual_.zName = "failing-disk";
    usual_.pNext = nullptr;
    usual_open_ = before_->xOpen;
    usual_.xOpen = &open;
    if (sqlite3_vfs_register(&usual_, 1) != SQLITE_OK) throw std::runtime_error("no file system for SQLite");
  }
  ~FailingDisk() {
    sqlite3_vfs_unregister(&usual_);
    sqlite3_vfs_register(before_, 1);
  }
  FailingDisk(const FailingDisk&) = delete;
  FailingDisk& operator=(const FailingDisk&) = delete;

  /// fail_reads lets reads of the database fail from its second page on.
  void fail_reads(bool fail) { reads_fail_ = fail; }

 private:
  static int open(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* out_flags) {
    const int code = usual_open_(before_of(), name, file, flags, out_flags);
    if (code != SQLITE_OK || !(flags & SQLITE_OPEN_MAIN_DB)) return code;
    static sqlite3_io_methods methods;
    methods = *file->pMethods;
    usual_read_ = file->pMethods->xRead;
    methods.xRead = &read;
    methods.iVersion = 2;  // No mapping, which would go round the reads.
    file->pMethods = &methods;
    return code;
  }
  static int read(sqlite3_file* file, void* into, int size, sqlite3_int64 offset) {
    return reads_fail_ && offset >= 4096 ? SQLITE_IOERR_READ : usual_read_(file, into, size, offset);
  }
  static sqlite3_vfs* before_of() { return sqlite3_vfs_find("unix"); }

  sqlite3_vfs usual_;
  sqlite3_vfs* before_;
  inline static bool reads_fail_ = false;
  inline static decltype(sqlite3_vfs::xOpen) usual_open_ = nullptr;
  inline static decltype(sqlite3_io_methods::xRead) usual_read_ = nullptr;
};

}  // namespace heyi::test
