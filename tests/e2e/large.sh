# RUN: %e2e %s
# UNSUPPORTED: sanitizer
# Code that programs write, with awaits all through it: deep nesting, long sums and chains, long functions.
python3 - <<'END'
HEAD = """#include <async.h>
#include <stdio.h>
static async int give(int n)
{
    if (n == 1)
        await async_yield();
    return n;
}
static async int large(int n)
{
"""
TAIL = """}
async int main(void)
{
    printf("%d\\n", await large(3));
    return 0;
}
"""
term = lambda i: "await give(1)" if i % 100 == 0 else "n"
step = "    a += b ^ {0};\n    if (a & 1)\n        b = await give(a & 7);\n    b += a;\n"
bodies = {
    "parentheses": "return " + "(" * 1000 + "await give(n)" + ")" * 1000 + " + 1;",
    "calls": "return " + "await give(" * 1000 + "n" + ")" * 1000 + ";",
    "sum": "return " + " + ".join(map(term, range(10000))) + ";",
    "chain": "else ".join(f"if (await give(n) == {5002 - i})\n        return {i};\n    " for i in range(5000)),
    "lines": "int a = n, b = 1;\n" + "".join(map(step.format, range(5000))) + "    return a ^ b;",
}
for name, body in bodies.items():
    with open(name + ".c", "w") as file:
        file.write(HEAD + "    " + body + "\n    return -1;\n" + TAIL)
END

# gives NAME NUMBER BACKEND...: what the program prints
gives() {
    for cc in "${@:3}"; do
        ASYNCC_CC=$cc $asyncc -w -O0 "$1.c" -o "$1"
        prints "$2" "./$1"
    done
}

gives parentheses 4 $backends
gives calls 3 $backends
gives sum 29800 $backends
gives chain 4999 $clang # gcc takes a quarter of a minute for 5,000 blocks in each other
gives lines -2115541906 $clang
