/* What a finding is, wherever its line moves to: its diagnostic, its file, what it says, and the
 * line's own text. */
#include "check/check.h"

#include "driver/text_file.h"
#include "support/hash.h"

#include <ctype.h>
#include <string.h>

/* The file that was looked at last. */
const char *fingerprint_line(struct fingerprints *f, const char *file, unsigned line)
{
    if (f->file == NULL || strcmp(f->file, file) != 0) {
        f->text.length = 0;
        strbuf_puts(&f->text, "");
        text_file_read(&f->text, file);
        f->file = file;
    }
    return strbuf_line(&f->text, line);
}

uint64_t fingerprint(struct fingerprints *f, const struct diag_record *record)
{
    uint64_t hash = HASH_START;
    const struct diag_place *place = &record->place;
    const char *line =
        place->file && place->line > 0 ? fingerprint_line(f, place->file, place->line) : NULL;
    const char *parts[] = {diag_kinds[record->id].name, place->file, record->message, line};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        for (const char *p = parts[i]; p != NULL && *p != '\0' && *p != '\n'; p++)
            if (!isspace((unsigned char)*p))
                hash = hash_byte(hash, *p);
    return hash;
}

void fingerprints_deinit(struct fingerprints *f) { strbuf_deinit(&f->text); }
