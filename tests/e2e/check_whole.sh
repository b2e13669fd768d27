# RUN: %e2e %s
# asyncc check over files: what one file does is a finding in another.
cp "$root"/tests/e2e/whole/Inputs/* .
fails 1 $asyncc check -Wasync-unused-async ./*.c
cat >expected <<END
server.c:9:5: warning: 'log_line' blocks the loop's thread: it comes to 'fsync' [-Wasync-blocking-call]
log.c:15:35: note: 'log_line' calls 'write_out' here
log.c:12:5: note: 'write_out' calls 'fsync' here
server.c:9:5: note: no other task runs until it returns: 'await async_offload(log_line(...))' calls it on the thread pool
server.c:10:5: warning: 'handle_errors' blocks the loop's thread: it comes to 'fsync' [-Wasync-blocking-call]
middle.c:8:9: note: 'handle_errors' calls 'log_line' here
log.c:15:35: note: 'log_line' calls 'write_out' here
log.c:12:5: note: 'write_out' calls 'fsync' here
server.c:10:5: note: no other task runs until it returns: 'await async_offload(handle_errors(...))' calls it on the thread pool
server.c:12:18: warning: the lock that 'log_lock' takes is held while the coroutine waits [-Wasync-lock-across-await]
server.c:11:5: note: locked here
server.c:12:18: note: another task that wants the lock stops the whole thread, and then nobody can release it: unlock before the await, or use a lock of <async/sync.h>
answer.c:5:22: warning: 'async_spawn' belongs to the loop's thread, and 'notify' runs on another one [-Wasync-wrong-thread]
middle.c:13:5: note: 'notify' is called here
server.c:16:27: note: 'compute' is given to a thread here
answer.c:5:22: note: do it where the result arrives on the loop; of a loop's functions other threads may call uv_async_send alone
plain.c:1:5: error: 'answer' is declared plain here, and async elsewhere [-Wasync-pointer]
answer.c:3:11: note: its definition is here
plain.c:1:5: note: say 'async' here too, and await its calls; best is one declaration in a header that both files include
END
grep -v '^ ' out | sort >found
sort expected | diff - found || bad "other findings"

# a single file knows less, and says nothing that the others take back
fails 0 $asyncc check server.c -Wno-async-blocking-call
fails 1 $asyncc check server.c log.c middle.c
says out "the lock that 'log_lock' takes"

# the way across files is a flow
fails 1 $asyncc check --format=sarif ./*.c
prints "5 results, 4 with flows, 2 with fixes" python3 "$root/tests/support/sarif_check.py" out

# silenced at the call, or at the end of the chain for all callers
sed -i 's|log_line("handling");|& // asyncc-ignore(blocking-call): short|' server.c
fails 1 $asyncc check ./*.c
silent_on out "server.c:9:5: warning"
says out "server.c:10:5: warning"
sed -i 's|fsync(2);|& // asyncc-ignore(blocking-call): a terminal|' log.c
fails 1 $asyncc check ./*.c
silent_on out blocking-call

# an async mark too many: the function that would be called does not exist
printf '#include <async.h>\nasync int twice(int n);\nasync int use(void) { return await twice(2); }\n' >use.c
fails 1 $asyncc check use.c plain.c
says out "use.c:2:11: error: 'twice' is declared async here, and defined plain [-Wasync-pointer]"

# async for nothing, as far as all files know; a pointer in another file needs it
printf '#include "idle.h"\nasync int idle(void) { return 1; }\n' >idle.c
printf '#include <async.h>\nasync int idle(void);\n' >idle.h
fails 1 $asyncc check -Wasync-unused-async idle.c
says out "idle.c:2:11: warning: async function 'idle' awaits nothing"
printf '#include "idle.h"\nasync int (*pointer)(void) = idle;\n' >pointer.c
fails 0 $asyncc check -Wasync-unused-async idle.c pointer.c

# two programs of one project may each define a function of one name: nothing follows for a third file
mkdir two
printf 'int work(int n) { return n; }\n' >two/plain.c
printf '#include <async.h>\nasync int work(int n) { await async_sleep(n); return n; }\n' >two/async.c
printf '#include <unistd.h>\nvoid tick(void) { sleep(1); }\n' >two/slow.c
printf 'void tick(void) {}\n' >two/fast.c
printf '#include <async.h>\nvoid tick(void);\nasync int use(void) { tick(); await async_sleep(1); return 0; }\n' >two/use.c
fails 0 $asyncc check two/*.c
fails 1 $asyncc check two/slow.c two/use.c
says out "'tick' blocks the loop's thread"
