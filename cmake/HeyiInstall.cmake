# What `cmake --install` leaves: the public headers, one library and the files of find_package(heyi);
# tools/ adds its program itself.
include(CMakePackageConfigHelpers)
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/heyi")

install(TARGETS heyi EXPORT heyiTargets ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(DIRECTORY include/heyi DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
  FILES_MATCHING PATTERN "*.hpp" PATTERN "*.h" PATTERN "*.def")
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}")

install(EXPORT heyiTargets NAMESPACE heyi:: DESTINATION "${package_dir}")
configure_package_config_file(cmake/heyiConfig.cmake.in heyiConfig.cmake INSTALL_DESTINATION "${package_dir}")
# Before 1.0 a minor version may break what a program relies on.
write_basic_package_version_file(heyiConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/heyiConfig.cmake" "${CMAKE_CURRENT_BINARY_DIR}/heyiConfigVersion.cmake"
  DESTINATION "${package_dir}")
