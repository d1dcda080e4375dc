/* parse: the room's door, see parse.h. A parser is four views of the engine image; parsing runs the steps one after the other. */
#include <stdlib.h>

#include "parse/argument.h"
#include "parse/bunsetsu.h"
#include "parse/depend.h"
#include "parse/morph.h"
#include "parse/name.h"

struct tm_parser {
  tm_morph_model morph;
  tm_linear bunsetsu, name, argument;
  tm_depend_model depend;
};

static tenmatsu_status open_linear(tm_linear *model, const tm_image *image, const char *name, uint32_t width,
                                   tenmatsu_error *error) {
  const void *data;
  size_t size;
  tenmatsu_status status = tm_image_section(image, name, &data, &size, error);
  return status == TENMATSU_OK ? tm_linear_view(model, name, width, 1, data, size, error) : status;
}

tenmatsu_status tm_parser_open(tm_parser **parser, const tm_image *image, tenmatsu_error *error) {
  *parser = NULL;
  tm_parser *p = malloc(sizeof *p);
  if (!p) return tm_fail(error, TENMATSU_NO_MEMORY, NULL, 0, 0, "no memory for the parser");
  const void *data;
  size_t size;
  tenmatsu_status status = tm_image_section(image, "morph", &data, &size, error);
  if (status == TENMATSU_OK) status = tm_morph_view(&p->morph, data, size, error);
  if (status == TENMATSU_OK) status = open_linear(&p->bunsetsu, image, "bunsetsu", TM_BUNSETSU_HIDDEN, error);
  if (status == TENMATSU_OK) status = tm_image_section(image, "depend", &data, &size, error);
  if (status == TENMATSU_OK) status = tm_depend_view(&p->depend, data, size, error);
  if (status == TENMATSU_OK) status = open_linear(&p->name, image, "name", TM_NAME_WIDTH, error);
  if (status == TENMATSU_OK) status = open_linear(&p->argument, image, "argument", TM_ARGUMENT_CASES, error);
  if (status != TENMATSU_OK) {
    free(p);
    return status;
  }
  *parser = p;
  return TENMATSU_OK;
}

void tm_parser_free(tm_parser *parser) { free(parser); }

/* 要求する|と|ともに is about 要求する. Done after the models, which learnt with ともに. */
static void pass_over_together(const tm_chars *chars, const tm_morph *morphs, tm_bunsetsu *bunsetsu, size_t count) {
  for (size_t i = 0; i < count; i++) {
    tm_bunsetsu *b = &bunsetsu[i];
    const tm_morph *m = &morphs[b->content];
    if (b->content < b->first + 2 || m->tag.pos != TM_POS_ADVERB || morphs[b->content - 1].tag.pos != TM_POS_PARTICLE) continue;
    uint32_t end = m->end;
    bool together =
        end >= 2 && chars->code[end - 1] == 0x306B && (chars->code[end - 2] == 0x3082 || chars->code[end - 2] == 0x5171);
    if (together && morphs[b->content - 2].tag.form != TM_FORM_NONE)
      b->content = tm_bunsetsu_content(morphs, b->first, b->content - 1);
  }
}

void tm_parse(const tm_parser *parser, tm_arena *arena, const tm_chars *chars, tm_parsed *parsed) {
  *parsed = (tm_parsed){.chars = chars};
  tm_morph *morphs = tm_morph_run(&parser->morph, arena, chars, &parsed->morph_count);
  const tm_word *words = tm_words_read(arena, chars, morphs, parsed->morph_count);
  tm_bunsetsu *bunsetsu = tm_bunsetsu_run(&parser->bunsetsu, arena, morphs, words, parsed->morph_count, &parsed->bunsetsu_count);
  tm_depend_run(&parser->depend, arena, morphs, words, bunsetsu, parsed->bunsetsu_count);
  pass_over_together(chars, morphs, bunsetsu, parsed->bunsetsu_count);
  parsed->names = tm_name_run(&parser->name, arena, words, parsed->morph_count, &parsed->name_count);
  parsed->words = words;
  parsed->morphs = morphs;
  parsed->bunsetsu = bunsetsu;
}

void tm_parse_arguments(const tm_parser *parser, tm_arena *arena, const tm_clauses *clauses, tm_arguments *arguments) {
  tm_arguments_begin(&parser->argument, arena, clauses, clauses->parsed->words, arguments);
}

size_t tm_morph_base(const tm_chars *chars, const tm_morph *morph, uint16_t *out, size_t room) {
  size_t n = 0;
  for (uint32_t i = morph->start; i + morph->base_cut < morph->end && n < room; i++) out[n++] = chars->code[i];
  for (size_t i = 0; i < morph->base_tail_length && n < room; i++) out[n++] = morph->base_tail[i];
  return n;
}

tm_slice tm_tag_name(const tm_parser *parser, uint16_t tag_id) {
  const tm_morph_model *m = &parser->morph;
  if (tag_id >= m->tag_count) return (tm_slice){"", 0};
  uint32_t begin = tag_id ? m->name_ends[tag_id - 1] : 0;
  return (tm_slice){m->names + begin, m->name_ends[tag_id] - begin};
}
