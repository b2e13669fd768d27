/* Places in the user's files for ranges of the preprocessed text. All tokens that
 * came from one source line are laid beside that line's own (align.c). Where a
 * macro call goes over several lines, its tokens all carry the first one's number:
 * the source taken is then the lines up to the end of the call. */
#include "frontend/align.h"
#include "frontend/program.h"
#include "frontend/source.h"

#include <string.h>

enum { MOST_LINES = 200 };

/* The last line that was looked at: findings come in order. */
struct place_map {
    struct source *sources;
    const char *file, *text;
    uint32_t line;
    struct alignment tokens;
    bool valid;
};

static struct place_map *places(struct program *program)
{
    if (program->places == NULL)
        program->places = arena_new(program->arena, struct place_map);
    return program->places;
}

static bool same_line(const struct origin *a, const struct origin *b)
{
    return a->line == b->line && strcmp(a->file, b->file) == 0;
}

static struct origin token_origin(const struct program *program, uint32_t index)
{
    return text_origin(&program->text, program->text.tokens[index].begin);
}

/* The tokens around `index` that came from the same line. */
static void line_tokens(const struct program *program, uint32_t index, uint32_t *first,
                        uint32_t *end)
{
    struct origin origin = token_origin(program, index);
    for (*first = index; *first > 0; --*first) {
        struct origin before = token_origin(program, *first - 1);
        if (!same_line(&before, &origin))
            break;
    }
    for (*end = index + 1; *end < program->text.token_count; ++*end) {
        struct origin after = token_origin(program, *end);
        if (!same_line(&after, &origin))
            break;
    }
}

static int open_parentheses(const char *text, size_t length)
{
    int depth = 0;
    for (size_t i = 0; i < length; i++)
        depth += (text[i] == '(') - (text[i] == ')');
    return depth;
}

/* The last line of what became tokens [first, end): further down than `line` where a
 * macro call swallowed lines, so that the source has more open parentheses than its
 * expansion. It ends where the next token of the text comes from. */
static uint32_t last_line(struct program *program, const struct source *source, uint32_t line,
                          uint32_t first, uint32_t end)
{
    const struct text *text = &program->text;
    uint32_t last = line, limit = line + MOST_LINES;
    if (end < text->token_count) {
        struct origin next = token_origin(program, end);
        if (strcmp(next.file, source->file) == 0 && next.line > line && next.line < limit)
            limit = next.line;
    }
    uint32_t begin = text->tokens[first].begin;
    int open = open_parentheses(text->bytes + begin, text->tokens[end - 1].end - begin);
    size_t length;
    const char *lines = source_lines(source, line, last, &length);
    while (lines != NULL && last < limit && open_parentheses(lines, length) > open)
        lines = source_lines(source, line, ++last, &length);
    return last;
}

static void map_line(struct program *program, uint32_t index)
{
    struct place_map *map = program->places;
    struct origin origin = token_origin(program, index);
    uint32_t first, end;
    line_tokens(program, index, &first, &end);
    map->valid = true;
    map->file = origin.file;
    map->line = origin.line;
    const struct source *source = source_open(program->arena, &map->sources, origin.file);
    size_t length = 0;
    map->text =
        source_lines(source, map->line, last_line(program, source, map->line, first, end), &length);
    const char *bare = map->text ? source_without_comments(program->arena, map->text, length) : "";
    align_tokens(&map->tokens, program->arena, &program->text, first, end - first, bare, length);
}

/* The alignment that holds the token. */
static const struct place_map *map_token(struct program *program, uint32_t index)
{
    struct place_map *map = places(program);
    if (!map->valid || index < map->tokens.first || index >= map->tokens.first + map->tokens.count)
        map_line(program, index);
    return map;
}

/* Turns a source token into line and column. */
static void token_place(const struct place_map *map, uint32_t token, struct diag_place *place)
{
    place->file = map->file;
    place->line = map->line;
    if (token == ALIGN_NONE)
        return;
    const struct token *at = &map->tokens.source.tokens[token];
    const char *line = map->text;
    for (const char *p = map->text; p < map->text + at->begin; p++)
        if (*p == '\n')
            place->line++, line = p + 1;
    place->column = (unsigned)(map->text + at->begin - line) + 1;
    place->end_column = place->column + (at->end - at->begin);
}

/* Where a token begins. False: in the middle of what a macro made, so that nothing can be
 * put in front of it. */
static bool begin_place(struct program *program, uint32_t index, struct diag_place *place)
{
    const struct place_map *map = map_token(program, index);
    const struct alignment *tokens = &map->tokens;
    uint32_t i = index - tokens->first;
    token_place(map, tokens->begin[i], place);
    return tokens->exact[i] || i == 0 || tokens->begin[i - 1] != tokens->begin[i];
}

static bool end_place(struct program *program, uint32_t index, struct diag_place *place)
{
    const struct place_map *map = map_token(program, index);
    const struct alignment *tokens = &map->tokens;
    uint32_t i = index - tokens->first;
    token_place(map, tokens->end[i], place);
    return tokens->exact[i] || i + 1 == tokens->count || tokens->end[i + 1] != tokens->end[i];
}

/* Right behind the token that ends at `offset`: where clang misses a ';'. */
static bool behind_token(struct program *program, uint32_t offset, struct diag_place *place)
{
    const struct text *text = &program->text;
    uint32_t index = text_token_at(text, offset);
    if (index < text->token_count && text->tokens[index].begin == offset)
        return false;
    if (index == 0 || text->tokens[index - 1].end != offset)
        return false;
    end_place(program, index - 1, place);
    if (place->column > 0)
        place->column = place->end_column;
    return true;
}

struct diag_place place_of(struct program *program, uint32_t begin, uint32_t end)
{
    struct origin origin = text_origin(&program->text, begin);
    struct diag_place place = {.file = origin.file, .line = origin.line}, last = {0};
    uint32_t index = text_token_at(&program->text, begin);
    uint32_t after = text_token_at(&program->text, end);
    if (behind_token(program, begin, &place) || index >= program->text.token_count)
        return place;
    begin_place(program, index, &place);
    if (after <= index)
        after = index + 1;
    end_place(program, after - 1, &last);
    if (last.line == place.line && last.end_column > place.end_column)
        place.end_column = last.end_column;
    return place;
}

bool place_exact(struct program *program, uint32_t begin, uint32_t end, struct diag_place *place)
{
    struct diag_place first = {0}, last = {0};
    uint32_t index = text_token_at(&program->text, begin),
             after = text_token_at(&program->text, end);
    if (index >= program->text.token_count || !begin_place(program, index, &first))
        return false;
    if (begin == end)
        first.end_column = first.column;
    else if (after <= index || !end_place(program, after - 1, &last) || last.line != first.line)
        return false;
    else
        first.end_column = last.end_column;
    *place = first;
    return true;
}

const struct source *place_source(struct program *program, const char *file)
{
    return source_open(program->arena, &places(program)->sources, file);
}

const char *place_text(struct program *program, const struct diag_place *place)
{
    size_t length = 0;
    const struct source *source = place_source(program, place->file);
    const char *line = source_lines(source, place->line, place->line, &length);
    return arena_copy(program->arena, line + place->column - 1, place->end_column - place->column);
}
