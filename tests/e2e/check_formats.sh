# RUN: %e2e %s
# asyncc check --format: SARIF 2.1.0 and JSON say what the text says.
cp "$inputs"/* .
fails 1 $asyncc check --format=sarif locks.c forgotten.c
prints "4 results, 2 with flows, 3 with fixes" python3 "$root/tests/support/sarif_check.py" out
fails 1 $asyncc check --format=json locks.c forgotten.c
cp out report
fails 0 python3 - <<END
import json
data = json.load(open("report"))
found = [(f["file"], f["line"], f["column"], f["name"]) for f in data["findings"]]
assert found == [("locks.c", 13, 5, "lock-across-await"), ("locks.c", 13, 36, "blocking-call"),
                 ("locks.c", 15, 12, "blocking-call"), ("forgotten.c", 7, 5, "unawaited")], found
assert data["complete"] and data["version"] == 1
chain = data["findings"][1]
assert [n["role"] for n in chain["notes"]] == ["next", "advice"], chain
assert data["findings"][2]["fix"]["text"] == "await async_offload(fsync(fd))"
END
fails 0 $asyncc check --format=sarif hello.c -- -I.
prints "0 results, 0 with flows, 0 with fixes" python3 "$root/tests/support/sarif_check.py" out

# columns of SARIF count characters
fails 1 $asyncc check --format=sarif locks.c
cp out report
fails 0 python3 - <<END
import json
results = json.load(open("report"))["runs"][0]["results"]
region = results[1]["locations"][0]["physicalLocation"]["region"]
assert region == {"startLine": 13, "startColumn": 35, "endColumn": 47}, region
END

# a flow is in the order of the program
cat >leak.c <<'END'
#include <async.h>
#include <stdlib.h>
async void f(void)
{
    char *text = malloc(10);
    await async_yield();
    free(text);
}
END
fails 1 $asyncc check --format=sarif leak.c
prints "1 results, 1 with flows, 0 with fixes" python3 "$root/tests/support/sarif_check.py" out
fails 1 $asyncc check --format=sarif leak.c locks.c
cp out report
fails 0 python3 - <<END
import json
results = json.load(open("report"))["runs"][0]["results"]
flows = [[step["location"]["physicalLocation"]["region"]["startLine"] for step in
          result["codeFlows"][0]["threadFlows"][0]["locations"]] for result in results if "codeFlows" in result]
assert flows == [[5, 6], [12, 13], [13, 8]], flows
END
