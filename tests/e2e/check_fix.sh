# RUN: %e2e %s
# asyncc check --fix: applies fix-its; --fix-dry-run shows them.
cp "$inputs"/locks.c "$inputs"/forgotten.c .
chmod 640 forgotten.c
fails 1 $asyncc check --fix-dry-run locks.c forgotten.c
cat >expected <<END
--- a/locks.c
+++ b/locks.c
@@ -10,9 +10,9 @@
 async int warn(int fd)
 {
     pthread_mutex_lock(&lock);
-    await async_sleep(1); /* é */ log_line(fd);
+    await async_sleep(1); /* é */ await async_offload(log_line(fd));
     pthread_mutex_unlock(&lock);
-    return fsync(fd);
+    return await async_offload(fsync(fd));
 }
 
 async int good(int fd)
--- a/forgotten.c
+++ b/forgotten.c
@@ -4,6 +4,6 @@
 
 async int main(void)
 {
-    f(1);
+    await f(1);
     return 0;
 }
END
diff expected out || bad "another patch"
says err "3 fixes possible in 2 files."
cmp locks.c "$inputs/locks.c"
cp out the.patch

fails 1 $asyncc check --fix locks.c forgotten.c
says err "3 fixes applied in 2 files."
says out "lock-across-await"
silent_on out blocking-call
[ "$(stat -c %a forgotten.c)" = 640 ] || bad "another mode"
patch -s -R -p1 <the.patch
cmp locks.c "$inputs/locks.c"
patch -s -p1 <the.patch
$asyncc -fsyntax-only -Wno-async-lock-across-await locks.c forgotten.c
fails 0 $asyncc check --fix forgotten.c
says err "0 fixes applied"
