# How lit runs the tests of the compiler and of the driver.
#
#   %asyncc     the compiler under test (%cc_gcc, %cc_clang: with that back end)
#   %run-all    compiles the given sources with gcc and clang at -O0 and -O2, runs
#               all, prints the output, which must be the same (support/run-all)
#   %filecheck  FileCheck
#   %e2e        runs a script of e2e/ in a folder of its own (support/e2e.sh)
#   %sanitize   what the sanitizers' build needs for a program to be linked
#   %bin        where the build's programs are
#   %root       the source tree

import os

import lit.formats

config.name = "asyncc"
config.test_format = lit.formats.ShTest(execute_external=True)
config.suffixes = [".c", ".sh", ".test"]
config.excludes = ["Inputs", "support", "runtime", "compiler-unit", "bench", "corpus", "run.sh", "bytes.c"]
config.test_source_root = config.source_root + "/tests"

asyncc = config.build_root + "/bin/asyncc"
support = config.test_source_root + "/support"

settings = {
    "ASYNCC": asyncc,
    "ASYNCC_ROOT": config.source_root,
    "ASYNCC_BUILD": config.build_root,
    "ASYNCC_CMAKE": config.cmake,
    "ASYNCC_TEST_GCC": config.gcc,
    "ASYNCC_TEST_CLANG": config.clang,
    "ASYNCC_SANITIZE": config.sanitize,
    "LC_ALL": "C.UTF-8",
}
settings["ASYNCC_TEST_BACKENDS"] = f"{config.gcc} {config.clang}"
config.environment.update(settings)
for name in ("ASYNCC_CC", "CPATH", "C_INCLUDE_PATH", "MAKEFLAGS", "CFLAGS", "LDFLAGS"):
    config.environment.pop(name, None)

sanitize = ""
if config.sanitize:
    sanitize = f"-fsanitize={config.sanitize} -fno-sanitize-recover=all"
    config.available_features.add("sanitizer")
    config.environment["ASAN_OPTIONS"] = "detect_stack_use_after_return=1"
    config.environment["UBSAN_OPTIONS"] = "print_stacktrace=1"
if os.geteuid() == 0:
    config.available_features.add("root")

config.substitutions += [
    ("%asyncc", asyncc),
    ("%cc_gcc", f"env ASYNCC_CC={config.gcc} {asyncc}"),
    ("%cc_clang", f"env ASYNCC_CC={config.clang} {asyncc}"),
    ("%run-all", f"timeout 300 bash {support}/run-all"),
    ("%e2e", f"timeout 300 bash {support}/e2e.sh"),
    ("%filecheck", f"{config.filecheck} --dump-input-context=8"),
    ("%sanitize", sanitize),
    ("%bin", config.build_root + "/bin"),
    ("%root", config.source_root),
]
