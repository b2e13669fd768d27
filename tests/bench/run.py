"""Builds the programs beside this file and prints one figure a line: name, value, unit.

    run.py [GROUP...]       micro, timers, mem, echo, compile, frames, check; default: all
    run.py peers [NAME...]  the tables of the peer benchmarks (../shared/peers) with our row

NAME.instr      user instructions per operation, by cachegrind at two sizes: exact
NAME.cpu        processor time per operation, median of ROUNDS
mem.bytes       peak resident bytes for each of a million sleeping tasks
timers.*        100,000 sleeps of 1..1000 ms; late_min must not be negative
echo_C.ratio    server processor time per request, of C connections, against uv_echo.c
echo.instr      user instructions per request on 64 connections; uv_echo.instr likewise
compile_*       processor time of asyncc against the back end alone, 2,000 lines
passes.*        processor time of each pass for long inputs, of two sizes
frame.*         bytes of the samples' frames, and (.cxx) of clang's for the same C++20 coroutines
check.ratio     processor time of asyncc check against clang -fsyntax-only, 24 files; check_300_files.*: seconds,
                and those of a second run, when nothing has changed

Settings (environment): ASYNCC, BENCH_CC (clang-19), ROUNDS (5), ECHO_S (0.8), PEERS_DIR.
"""
import glob
import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
ASYNCC = os.path.abspath(os.environ.get("ASYNCC", os.path.join(ROOT, "build-release/bin/asyncc")))
CC = os.environ.get("BENCH_CC", "clang-19")
ROUNDS = int(os.environ.get("ROUNDS", "5"))
ECHO_S = os.environ.get("ECHO_S", "0.8")
PEERS = os.environ.get("PEERS_DIR", os.path.join(ROOT, "../shared/peers"))
SERVER_CORE, LOAD_CORE = 0, (os.cpu_count() or 1) - 1

# Two sizes for counting, one for timing.
MICRO = {"await": (12, 20, 30), "leaf": (3000, 43000, 20_000_000), "yield1": (3000, 43000, 10_000_000),
         "yield1k": (3000, 43000, 10_000_000), "spawn": (3000, 43000, 4_000_000),
         "queue": (3000, 43000, 10_000_000), "deep": (3000, 43000, 10_000_000),
         "generator": (3000, 43000, 10_000_000)}


def figure(name, value, unit):
    print(name, f"{value:.4g}" if isinstance(value, float) else value, unit, flush=True)


def metrics(text):
    return {w[0]: float(w[1]) for w in map(str.split, text.splitlines()) if len(w) == 3}


def run(command, **options):
    return subprocess.run(list(map(str, command)), check=True, stdout=subprocess.PIPE, text=True,
                          timeout=300, **options).stdout


def pinned(core):
    return lambda: os.sched_setaffinity(0, {core})


def build(folder):
    env = dict(os.environ, ASYNCC_CC=CC)
    flags = ["-O3", "-Wall", "-Wextra"]
    run([ASYNCC, *flags, f"{HERE}/bench.c", "-o", f"{folder}/bench"], env=env)
    run([CC, *flags, f"{HERE}/uv_echo.c", "-luv", "-o", f"{folder}/uv_echo"])
    run([CC, *flags, f"{HERE}/load.c", "-o", f"{folder}/load"])


# ---- operations ----------------------------------------------------------------
VALGRIND = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]


def instructions(text):
    return int(re.search(r"I +refs: +([\d,]+)", text).group(1).replace(",", ""))


def counted(folder, name, size):
    r = subprocess.run([*VALGRIND, f"{folder}/bench", name, str(size)], check=True,
                       capture_output=True, text=True, timeout=300)
    return instructions(r.stderr), metrics(r.stdout)["ops"]


def micro(folder):
    for name, (small, large, _) in MICRO.items():
        (i1, n1), (i2, n2) = counted(folder, name, small), counted(folder, name, large)
        figure(f"{name}.instr", (i2 - i1) / (n2 - n1), "instr")
    for name, (_, _, size) in MICRO.items():
        times = [metrics(run([f"{folder}/bench", name, size]))["cpu_ns"] for _ in range(ROUNDS)]
        figure(f"{name}.cpu", statistics.median(times), "ns")


def timers(folder):
    rounds = [metrics(run([f"{folder}/bench", "timers", 100_000])) for _ in range(ROUNDS)]
    figure("timers.cpu", statistics.median(r["cpu_ms"] for r in rounds), "ms")
    for name, choose in (("late_min", min), ("late_p50", statistics.median), ("late_p99", statistics.median)):
        figure(f"timers.{name}", choose(r[name] for r in rounds), "us")


def peak(command):
    """Peak resident bytes of the program."""
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command}: status {process.returncode}")
    return usage.ru_maxrss * 1024


def mem(folder):
    tasks = 1_000_000
    small, large = peak([f"{folder}/bench", "mem", 1]), peak([f"{folder}/bench", "mem", tasks])
    figure("mem.bytes", (large - small) / (tasks - 1), "bytes")


# ---- echo ------------------------------------------------------------------------
class Server:
    def __init__(self, command, wrap=(), core=None):
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]
        self.process = subprocess.Popen([*wrap, *command, str(self.port)], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True,
                                        preexec_fn=pinned(core) if core is not None else None)
        if "ready" not in self.process.stdout.readline():
            raise RuntimeError(f"{command} does not listen")

    def load(self, folder, connections, *arguments):
        return metrics(run([f"{folder}/load", self.port, connections, *arguments],
                           preexec_fn=pinned(LOAD_CORE)))

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.communicate(timeout=30)[1]
        finally:
            self.process.kill()


def counted_requests(folder, command, requests):
    server = Server(command, wrap=VALGRIND)
    try:
        server.load(folder, 64, -requests)
    finally:
        text = server.end()
    return instructions(text)


def echo(folder):
    servers = {"asyncc": [f"{folder}/bench", "echo"], "libuv": [f"{folder}/uv_echo"]}
    for connections in (1, 64, 1000):
        cost = {name: [] for name in servers}
        for _ in range(ROUNDS):
            for name, command in servers.items():
                server = Server(command, core=SERVER_CORE)
                try:
                    got = server.load(folder, connections, ECHO_S, server.process.pid)
                finally:
                    server.end()
                cost[name].append(got["server_us"])
        ours, theirs = statistics.median(cost["asyncc"]), statistics.median(cost["libuv"])
        figure(f"echo_{connections}.cpu", ours, "us")
        figure(f"echo_{connections}.ratio", ours / theirs, "x")
    for name, label in (("asyncc", "echo"), ("libuv", "uv_echo")):
        few, many = (counted_requests(folder, servers[name], n) for n in (1000, 9000))
        figure(f"{label}.instr", (many - few) / 8000, "instr")


# ---- the compiler's own time --------------------------------------------------------
FUNCTION = """
struct record_{i} { int id; double weight; char name[32]; };

static int compare_{i}(const void *a, const void *b)
{
    const struct record_{i} *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight < y->weight ? -1 : 1;
    return strcmp(x->name, y->name);
}

ASYNC int work_{i}(struct record_{i} *records, size_t count, const char *prefix)
{
    int total = 0;
    qsort(records, count, sizeof *records, compare_{i});
    for (size_t k = 0; k < count; k++) {
        struct record_{i} *r = &records[k];
        if (strncmp(r->name, prefix, strlen(prefix)) != 0)
            continue;
        switch (r->id % 4) {
        case 0:
            total += AWAIT step(r->id, total);
            break;
        case 1:
            total ^= (int)(r->weight * 3.5) + AWAIT step(total, r->id & 7);
            break;
        default:
            if (AWAIT step(r->id, 1) > 10 && r->weight > 0.5)
                total -= r->id;
            snprintf(r->name, sizeof r->name, "%s-%d", prefix, total);
        }
    }
    return total;
}
"""


def generated(is_async):
    head = "#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n"
    if is_async:
        head = "#include <async.h>\n" + head
    text = head + "ASYNC int step(int a, int b);\n"
    i = 0
    while text.count("\n") < 2000:
        text += FUNCTION.replace("{i}", str(i))
        i += 1
    for word, keyword in (("ASYNC ", "async "), ("AWAIT ", "await ")):
        text = text.replace(word, keyword if is_async else "")
    return text


def cost(command):
    process = subprocess.Popen(command, env=dict(os.environ, ASYNCC_CC=CC))
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command}: status {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def compile_time(folder):
    paths = {}
    for name, is_async in (("plain", False), ("async", True)):
        paths[name] = f"{folder}/{name}.c"
        with open(paths[name], "w") as f:
            f.write(generated(is_async))
    paths["lowered"] = f"{folder}/lowered.c"
    run([ASYNCC, "lower", paths["async"], "-o", paths["lowered"]], env=dict(os.environ, ASYNCC_CC=CC))

    includes = ["-I", os.path.join(ROOT, "include")]
    tail = ["-O2", "-c", "-o", f"{folder}/out.o"]
    commands = {"asyncc plain": [ASYNCC, paths["plain"], *tail], "asyncc async": [ASYNCC, paths["async"], *tail],
                "plain": [CC, paths["plain"], *tail], "async": [CC, *includes, paths["async"], *tail],
                "lowered": [CC, *includes, paths["lowered"], *tail]}
    times = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            times[name].append(cost(command))
    t = {name: statistics.median(v) for name, v in times.items()}
    figure("compile_plain.ratio", t["asyncc plain"] / t["plain"], "x")
    # To the back end on the same file, keywords void; and on the state machines.
    figure("compile_async.ratio", t["asyncc async"] / t["async"], "x")
    figure("compile_lowered.ratio", t["asyncc async"] / t["lowered"], "x")
    figure("compile_async.cpu", t["asyncc async"] * 1000, "ms")


# ---- passes --------------------------------------------------------------------------
def long_function(lines):
    kinds = [" s += await f(%d);", " if (s > %d) s -= a;", " { int t = await f(s + %d); s ^= t; }",
             " for (int i = 0; i < %d; i++) s += i;"]
    body = "\n".join(kinds[i % 4] % i for i in range(lines))
    return f"#include <async.h>\nasync int f(int);\nasync int big(int a) {{\n int s = 0;\n{body}\n return s;\n}}\n"


def long_sum(terms):
    body = "\n + ".join("await f(a)" if i % 10 == 0 else f"a * {i}" for i in range(terms))
    return f"#include <async.h>\nasync int f(int);\nasync int big(int a) {{\n return {body};\n}}\n"


def passes(folder):
    """Each pass at two sizes: four times the input must take about four times the time."""
    for name, make, size in ("function", long_function, 5000), ("sum", long_sum, 12500):
        for factor in 1, 4:
            path = f"{folder}/{name}.c"
            with open(path, "w") as file:
                file.write(make(size * factor))
            result = subprocess.run([ASYNCC, "-ftime-report", "-c", path, "-o", f"{folder}/out.o"], check=True,
                                    stderr=subprocess.PIPE, text=True, env=dict(os.environ, ASYNCC_CC=CC))
            report = result.stderr[result.stderr.index("asyncc: processor time"):].splitlines()[1:]
            for words in (line.split() for line in report if " ms" in line):
                at = words.index("ms")
                figure(f"passes.{name}_{size * factor}.{'_'.join(words[:at - 1])}", float(words[at - 1]), "ms")


# ---- frames --------------------------------------------------------------------------
def frames(folder):
    cxx = os.environ.get("BENCH_CXX", CC.replace("clang", "clang++"))
    subprocess.run([cxx, "-std=c++20", "-O2", f"{HERE}/frames.cc", "-o", f"{folder}/frames"], check=True)
    theirs = dict(line.split() for line in run([f"{folder}/frames"]).splitlines())
    for sample in sorted({name.split(".")[0] for name in theirs}):
        subprocess.run([ASYNCC, "-O2", "-g", "-c", f"{ROOT}/samples/{sample}/main.c", "-o", f"{folder}/{sample}.o"],
                       check=True)
    for name, size in theirs.items():
        sample, function = name.split(".")
        ours = run(["gdb", "-q", "-batch", "-ex", f"print sizeof(struct {function}__frame)",
                    f"{folder}/{sample}.o"]).split("=")[1]
        figure(f"frame.{name}", int(ours), "bytes")
        figure(f"frame.{name}.cxx", int(size), "bytes")


# ---- peers ---------------------------------------------------------------------------
def peers(folder, names):
    env = dict(os.environ, EXTRA_PEERS=f"asyncc={folder}/bench")
    env.setdefault("PEERS_BUILD", os.path.join(tempfile.gettempdir(), "peers-build"))
    if not os.path.exists(os.path.join(env["PEERS_BUILD"], "loadgen")):
        # A peer that does not build is named, and left out of the tables.
        subprocess.run([os.path.join(PEERS, "build.sh")], env=dict(env, SKIP_COUNTS="1"), stdout=sys.stderr)
    runner = os.path.join(PEERS, "run.sh")
    subprocess.run([runner, "counts"], env=env, check=True, stdout=sys.stderr)
    subprocess.run([runner, *names], env=env, check=True)


# ---- check ---------------------------------------------------------------------------
def project(folder, count):
    """Copies of the programs of tests/corpus/good, and the database for them."""
    programs = sorted(glob.glob(os.path.join(ROOT, "tests", "corpus", "good", "*.c")))
    entries = []
    for i in range(count):
        path = f"{folder}/unit{i}.c"
        shutil.copy(programs[i % len(programs)], path)
        entries.append({"directory": folder, "file": path, "arguments": [CC, "-c", path]})
    with open(f"{folder}/compile_commands.json", "w") as f:
        json.dump(entries, f)
    return [entry["file"] for entry in entries]


def seconds(command):
    start = time.monotonic()
    cost(command)
    return time.monotonic() - start


def check(folder):
    few, many = f"{folder}/few", f"{folder}/many"
    os.makedirs(few)
    os.makedirs(many)
    files = project(few, 24)
    includes = ["-isystem", os.path.join(ROOT, "include"), "-Wno-everything"]
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(cost([ASYNCC, "check", "--no-cache", "-j1", "-p", few]))
        theirs.append(sum(cost([CC, "-fsyntax-only", *includes, path]) for path in files))
    # Of 24 files, to clang's own look at them without code for the keywords.
    figure("check.ratio", statistics.median(ours) / statistics.median(theirs), "x")
    project(many, 300)
    command = [ASYNCC, "check", f"--cache={folder}/cache", "-p", many]
    time.sleep(1.5)  # what is as new as the run is not kept
    figure("check_300_files.first", seconds(command), "s")
    figure("check_300_files.again", seconds(command), "s")


GROUPS = {"micro": micro, "timers": timers, "mem": mem, "echo": echo, "compile": compile_time, "passes": passes,
          "frames": frames, "check": check}


def main():
    chosen = sys.argv[1:]
    if chosen[:1] != ["peers"] and not set(chosen) <= set(GROUPS):
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        build(folder)
        if chosen[:1] == ["peers"]:
            peers(folder, chosen[1:])
            return
        for name in chosen or GROUPS:
            GROUPS[name](folder)


main()
