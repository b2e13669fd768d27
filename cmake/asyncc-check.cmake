# asyncc_check(TARGET [OPTIONS option...])
#
# Adds the target TARGET-check, which runs `asyncc check` over the C sources of TARGET, and a CTest
# test of the same name if testing is enabled. The options go to `asyncc check`. Call it where all
# sources of TARGET are known. Needs a generator that writes compile_commands.json (Ninja, Makefiles).

function(asyncc_check target)
  cmake_parse_arguments(PARSE_ARGV 1 check "" "" "OPTIONS")
  if(check_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "asyncc_check: unknown argument '${check_UNPARSED_ARGUMENTS}'")
  endif()
  get_target_property(sources ${target} SOURCES)
  get_target_property(folder ${target} SOURCE_DIR)
  set(files)
  foreach(source ${sources})
    if(source MATCHES "\\.c$")
      get_filename_component(source "${source}" ABSOLUTE BASE_DIR "${folder}")
      list(APPEND files "${source}")
    endif()
  endforeach()
  if(NOT files)
    message(FATAL_ERROR "asyncc_check: '${target}' has no C sources")
  endif()
  set_target_properties(${target} PROPERTIES EXPORT_COMPILE_COMMANDS ON)
  set(command "${ASYNCC_EXECUTABLE}" check -p "${CMAKE_BINARY_DIR}" ${check_OPTIONS} ${files})
  add_custom_target(${target}-check
    COMMAND ${command}
    WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}"
    COMMENT "asyncc check ${target}"
    VERBATIM)
  add_test(NAME ${target}-check COMMAND ${command} WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
endfunction()
