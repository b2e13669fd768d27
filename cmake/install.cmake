# What `cmake --install` puts in place: asyncc (by its own folder), libasync.a,
# headers, the CMake package, async.pc, the documents.

install(TARGETS async ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
install(FILES LICENSE README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR}/docs FILES_MATCHING PATTERN "*.md")

install(DIRECTORY docs/lints DESTINATION ${CMAKE_INSTALL_DATADIR}/asyncc FILES_MATCHING PATTERN "*.md")

# A path that has "." in it is relative to the prefix, so that the tree can be moved.
file(RELATIVE_PATH ASYNCC_PC_PREFIX
  ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
configure_file(cmake/async.pc.in async.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/async.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

set(ASYNCC_PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/asyncc)
configure_package_config_file(cmake/asyncc-config.cmake.in asyncc-config.cmake
  INSTALL_DESTINATION ${ASYNCC_PACKAGE_DIR}
  PATH_VARS CMAKE_INSTALL_BINDIR CMAKE_INSTALL_LIBDIR CMAKE_INSTALL_INCLUDEDIR)
write_basic_package_version_file(asyncc-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/asyncc-config.cmake cmake/asyncc-check.cmake
  ${PROJECT_BINARY_DIR}/asyncc-config-version.cmake DESTINATION ${ASYNCC_PACKAGE_DIR})
