# RUN: %e2e %s
# ASYNC_DEBUG: stalls, tasks that nobody joined, foreign threads, async_dump by a signal; names and
# values of tasks in a compiled program.
cp "$inputs/debug.c" .
export ASYNCC_CC=$clang
$asyncc $sanitize -g -pthread debug.c -o debug

ASYNC_DEBUG=stall=50 fails 0 ./debug stall
says err "asyncc: debug: the loop was held for "
says err " ms by busy, resumed at debug.c:26, up to its await in busy at debug.c:28"
ASYNC_DEBUG=stall=10000 fails 0 ./debug stall
[ ! -s err ] || bad "$(cat err)"
fails 0 ./debug stall
[ ! -s err ] || bad "$(cat err)"

ASYNC_DEBUG=1,stall=10000 fails 0 ./debug orphan
says err "asyncc: debug: a task was neither joined nor detached: orphan, spawned at debug.c:69"
fails 0 ./debug orphan
[ ! -s err ] || bad "$(cat err)"

ASYNC_DEBUG=1,stall=10000 fails 14 ./debug dump
diff - err <<'TEXT'
asyncc: 4 tasks:
  main 'boss' gathering:
    in dumps at debug.c:58
    in main at debug.c:68
    task sleeping, spawned at debug.c:58:
      in sleeper at debug.c:34
    task joining a task, spawned at debug.c:58:
      in take at debug.c:40
      task 'helper' sleeping, spawned at debug.c:54:
        in sleeper at debug.c:34
TEXT

ASYNC_DEBUG=1 fails 134 ./debug thread
says err "asyncc: debug: async_cancel on a thread whose loop the task does not belong to"
ASYNC_DEBUG=2 fails 64 ./debug stall
says err "asyncc: unknown word '2' in ASYNC_DEBUG"
