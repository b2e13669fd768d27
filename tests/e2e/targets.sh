# RUN: %e2e %s
# UNSUPPORTED: sanitizer
# Async code for other targets, as far as it goes without their libraries: -m32 with both back ends, the
# rest with clang and the headers of this machine.
cat >target.c <<'END'
#include <async.h>
async int give(int x);
async int give(int x)
{
    await async_yield();
    return x;
}
async int sum(int n);
async int sum(int n)
{
    async int (*get)(int) = give;
    double half = 0.5 * await get(n);
    return await get(n) + await give(n) + (int)half;
}
END
cat >generator.c <<'END'
#include <async.h>
static async_generator(long long) numbers(int n)
{
    for (int i = 0; i < n; i++)
        async_emit(i);
}
async long long total(void);
async long long total(void)
{
    long long s = 0;
    async_for (long long x, numbers(9))
        s += x;
    return s;
}
END
cat >mixed.c <<'END'
#include <async.h>
async int give(int x);
int (*plain)(int) = give;
END

for cc in $backends; do
    for name in generator group vla alloca cleanup_order local_types op_nested several type_struct; do
        ASYNCC_CC=$cc $asyncc -m32 -O1 -c $root/tests/compiler/lower/$name.c -o out.o 2>err ||
            { cat err >&2; bad "$(basename $cc) -m32: $name"; }
    done
done

here() { ASYNCC_CC=$clang $asyncc --target=$target -ffreestanding -isystem /usr/include/x86_64-linux-gnu -S "$@"; }
for target in x86_64-linux-gnu i686-linux-gnu aarch64-linux-gnu arm-linux-gnueabihf riscv64-linux-gnu \
    powerpc64le-linux-gnu s390x-linux-gnu; do
    here target.c -o target.s
    fails 1 here mixed.c -o mixed.s
    says err "mixed.c:3:7: error: incompatible function pointer types initializing 'int (*)(int)' with an expression of type 'async int (int)' [-Wasync-pointer]"
    case $target in
    riscv* | powerpc* | s390x*)
        fails 1 here generator.c -o generator.s
        says err "generator.c:2:8: error: generators cannot be compiled for the target '${target/-linux/-unknown-linux}'"
        ;;
    *) here generator.c -o generator.s ;;
    esac
done 2>&1
target=mips64el-linux-gnuabi64
fails 1 here target.c -o target.s
says err "target.c: error: async functions cannot be compiled for the target 'mips64el-unknown-linux-gnuabi64' yet"
