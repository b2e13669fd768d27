# Finds libclang and its C headers without Clang's own CMake package:
#
#   LibClang_FOUND, target LibClang::LibClang
#
# LLVM 19 is preferred; 17 is the oldest that works. LIBCLANG_ROOT names another place.

set(_prefixes ${LIBCLANG_ROOT})
foreach(_version 19 18 17)
  list(APPEND _prefixes /usr/lib/llvm-${_version} /usr/lib/llvm${_version} /opt/llvm-${_version})
endforeach()
list(APPEND _prefixes /usr/local /usr)

foreach(_prefix IN LISTS _prefixes)
  find_path(LibClang_INCLUDE_DIR clang-c/Index.h PATHS ${_prefix}/include NO_DEFAULT_PATH)
  find_library(LibClang_LIBRARY clang PATHS ${_prefix}/lib ${_prefix}/lib64 NO_DEFAULT_PATH)
  if(LibClang_INCLUDE_DIR AND LibClang_LIBRARY)
    break()
  endif()
  unset(LibClang_INCLUDE_DIR CACHE)
  unset(LibClang_LIBRARY CACHE)
endforeach()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibClang REQUIRED_VARS LibClang_LIBRARY LibClang_INCLUDE_DIR
  REASON_FAILURE_MESSAGE "install libclang-19-dev (or 18, 17), or set LIBCLANG_ROOT")

if(LibClang_FOUND AND NOT TARGET LibClang::LibClang)
  add_library(LibClang::LibClang SHARED IMPORTED GLOBAL)
  set_target_properties(LibClang::LibClang PROPERTIES
    IMPORTED_LOCATION ${LibClang_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${LibClang_INCLUDE_DIR})
endif()
mark_as_advanced(LibClang_INCLUDE_DIR LibClang_LIBRARY)
