/* pipeline_stub.c - stands in for pipeline.c until that exists: finds async tokens, lowers nothing.
 */
#include "driver/pipeline.h"

#include "diag/diag.h"
#include "driver/message.h"

#include <string.h>

const char *frontend_version(void);
const char *frontend_version(void)
{
    return "no front end";
}

bool pipeline_has_async(const char *text, size_t length)
{
    return memmem(text, length, "__async", 7) || memmem(text, length, "__await", 7);
}

bool pipeline_run(const struct unit *unit, struct strbuf *out, struct diag *diag)
{
    (void)diag;
    strbuf_add(out, unit->text, unit->length);
    message_error("'%s' has async code, which this build cannot lower", unit->name);
    return false;
}
