# RUN: %e2e %s
# .asynccheck: what a project sets, and what is wrong in it.
mkdir -p src third_party/lib
cp "$inputs"/locks.c third_party/lib
cat >src/own.c <<END
#include <async.h>
struct table;
struct image { int width; };
void table_lock(struct table *table);
void table_unlock(struct table *table);
struct image *image_load(const char *path);
void image_done(struct image *image);
int db_query(const char *text);
int my_fsync(int fd);
async int f(int x);

async int warn(struct table *table, const char *path)
{
    table_lock(table);
    int result = await f(1);
    table_unlock(table);
    struct image *image = image_load(path);
    if (image == NULL)
        return db_query("select 1");
    result += await f(image->width);
    image_done(image);
    return result;
}
END
fails 0 $asyncc check src/own.c
cat >.asynccheck <<END
# of this project
blocking db_query   # it waits for the server
lock table_lock table_unlock
resource image_load image_done
exclude third_party
error blocking-call
not-blocking fsync
END
fails 1 $asyncc check src/own.c third_party/lib/locks.c
says out "src/own.c:15:18: warning: lock 'table' is held while the coroutine waits"
says out "src/own.c:17:27: warning: resource 'image' leaks if the coroutine is cancelled"
says out "src/own.c:19:16: error: 'db_query' blocks the loop's thread [-Wasync-blocking-call]"
silent_on out third_party
(cd src && fails 1 $asyncc check own.c && says out "own.c:19:16: error: 'db_query'")
fails 1 $asyncc check -Wno-async-blocking-call src/own.c
silent_on out db_query
echo 'exclude third_party/other' >other
fails 1 $asyncc check --config=other third_party/lib/locks.c
says out "third_party/lib/locks.c:13:5: warning"

cat >.asynccheck <<END
blokcing db_query
lock table_lock
error blocking-cal
off
exclude a b
END
fails 2 $asyncc check src/own.c
says err ".asynccheck:1:1: error: unknown setting 'blokcing'"
says err "note: did you mean 'blocking'?"
says err ".asynccheck:2:1: error: 'lock' is written 'lock TAKING-FUNCTION RELEASING-FUNCTION'"
says err ".asynccheck:3:7: error: no diagnostic or group is named 'blocking-cal'"
says err "note: did you mean 'blocking-call'?"
says err ".asynccheck:4:1: error: 'off' is written 'off NAME'"
says err ".asynccheck:5:11: error: 'exclude' is written 'exclude PATH'"
fails 2 $asyncc check --config=none src/own.c
says err "cannot read 'none'"

# a baseline of the project's
echo 'baseline known.json' >.asynccheck
fails 0 $asyncc check --write-baseline=known.json third_party/lib/locks.c
fails 0 $asyncc check third_party/lib/locks.c
