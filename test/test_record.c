/* record: JSON, the order of records, and tables. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "record/json.h"
#include "record/record.h"
#include "record/width.h"

static char out[1 << 20];
static size_t length, room;

static int keep(void *context, const char *data, size_t more) {
  (void)context;
  if (length + more > room) return 1;
  memcpy(out + length, data, more);
  length += more;
  out[length] = '\0';
  return 0;
}

static void fresh(size_t size) {
  length = 0;
  room = size;
  out[0] = '\0';
}

static const char *string_as_json(tm_slice text) {
  static tm_json json;
  fresh(sizeof out - 1);
  tm_json_open(&json, keep, NULL);
  tm_json_string(&json, text);
  assert_int_equal(tm_json_flush(&json), TENMATSU_OK);
  return out;
}

static const char *number_as_json(double value) {
  static tm_json json;
  fresh(sizeof out - 1);
  tm_json_open(&json, keep, NULL);
  tm_json_number(&json, value);
  assert_int_equal(tm_json_flush(&json), TENMATSU_OK);
  return out;
}

static void test_strings(void **state) {
  (void)state;
  assert_string_equal(string_as_json(TM_LIT("")), "\"\"");
  assert_string_equal(string_as_json(TM_LIT("外相「\"\\/」")), "\"外相「\\\"\\\\/」\"");
  assert_string_equal(string_as_json(TM_LIT("a\n\t\r\x01\x1F\0b")), "\"a\\n\\t\\r\\u0001\\u001f\\u0000b\"");
  assert_string_equal(string_as_json(TM_LIT("😀\x7F")), "\"😀\\u007f\"");
}

static void test_long_string(void **state) {
  (void)state;
  static char text[100000];
  memset(text, 'x', sizeof text);
  text[50000] = '"';
  const char *json = string_as_json((tm_slice){text, sizeof text});
  assert_int_equal(strlen(json), sizeof text + 3);
  assert_memory_equal(json + 50001, "\\\"x", 3);
}

static void test_numbers(void **state) {
  (void)state;
  assert_string_equal(number_as_json(0), "0.0");
  assert_string_equal(number_as_json(-7.2), "-7.2");
  assert_string_equal(number_as_json(50.4501), "50.4501");
  assert_string_equal(number_as_json(-0.000001), "-0.000001");
  assert_string_equal(number_as_json(10), "10.0");
  assert_string_equal(number_as_json((double)NAN), "null");
  assert_string_equal(number_as_json(1e300), "null");
}

#define S(text)                                                                                                                  \
  { (text), sizeof(text) - 1 }

/* 題\n露外相は24日、米国を非難した。 */
static tenmatsu_result make_result(void) {
  static const tenmatsu_sentence sentences[] = {{S("題"), 0, 1, "title"}, {S("露外相は24日、米国を非難した。"), 2, 18, "body"}};
  static const tenmatsu_entity lavrov = {.code = S("RUS"),
                                         .org = S(""),
                                         .sector = S("GOV"),
                                         .entity_text = S("露外相"),
                                         .identifier_text = S("セルゲイ・ラブロフ"),
                                         .office = S("外相")};
  static const tenmatsu_entity usa = {.code = S("USA"), .sector = S("GOV"), .entity_text = S("米国")};
  static const tenmatsu_string contexts[] = {S("diplomatic"), S("military")};
  static const tenmatsu_event events[] = {{.id = "abc",
                                           .act = S("ACCUSE"),
                                           .exported = S("ACCUSE"),
                                           .mode = S("disapprove"),
                                           .contexts = contexts,
                                           .context_count = 2,
                                           .actors = &lavrov,
                                           .actor_count = 1,
                                           .recipients = &usa,
                                           .recipient_count = 1,
                                           .date = S("2022-02-24"),
                                           .place = {S("モスクワ"), S("RUS"), 55.75, 37.62},
                                           .said_by = &usa,
                                           .event_text = S("非難した"),
                                           .sentence = 1,
                                           .start = 13,
                                           .end = 17,
                                           .quad_code = 3,
                                           .scale = -2.0,
                                           .rule = S("非難する")},
                                          {.id = "def",
                                           .act = S("CONSULT"),
                                           .exported = S("AGREE"),
                                           .status = TENMATSU_FUTURE,
                                           .event_text = S("会談"),
                                           .sentence = 1,
                                           .quad_code = 1,
                                           .scale = 1}};
  static const tenmatsu_statement statements[] = {{.speaker = {.code = S("RUS"), .entity_text = S("露外相")},
                                                   .quote = S("嘘だ"),
                                                   .direct = true,
                                                   .cue = S("述べた"),
                                                   .sentence = 1}};
  static const tenmatsu_time times[] = {{S("題日"), S("2022"), S("DATE"), S(""), 0, 0, 1},
                                        {S("24日"), S("2022-02-24"), S("DATE"), S(""), 1, 6, 9}};
  static const tenmatsu_mention mentions[] = {{S("露外相"), 1, 2, 5}};
  static const tenmatsu_entity_record entities[] = {
      {{.code = S("RUS"), .sector = S("GOV"), .entity_text = S("露外相")}, mentions, 1}};
  return (tenmatsu_result){.id = S("d\"1"),
                           .title = S("題"),
                           .text = S("題\n露外相は24日、米国を非難した。"),
                           .date = S("2022-02-24"),
                           .date_basis = "given",
                           .sentences = sentences,
                           .sentence_count = 2,
                           .events = events,
                           .event_count = 2,
                           .statements = statements,
                           .statement_count = 1,
                           .times = times,
                           .time_count = 2,
                           .entities = entities,
                           .entity_count = 1};
}

static void test_records(void **state) {
  (void)state;
  tenmatsu_result r = make_result();
  fresh(sizeof out - 1);
  assert_int_equal(tenmatsu_write_jsonl(&r, TENMATSU_ALL, keep, NULL, NULL), TENMATSU_OK);
  static char wanted[1 << 16];
  FILE *golden = fopen(TM_SOURCE_DIR "/test/golden/records.jsonl", "rb");
  assert_non_null(golden);
  wanted[fread(wanted, 1, sizeof wanted - 1, golden)] = '\0';
  fclose(golden);
  assert_string_equal(out, wanted);
}

static void test_kinds_and_stop(void **state) {
  (void)state;
  tenmatsu_result r = make_result();
  fresh(sizeof out - 1);
  assert_int_equal(tenmatsu_write_jsonl(&r, TENMATSU_STATEMENT, keep, NULL, NULL), TENMATSU_OK);
  assert_memory_equal(out, "{\"record\":\"statement\"", 21);
  assert_ptr_equal(strchr(out, '\n'), out + length - 1);
  fresh(10);
  tenmatsu_error error;
  assert_int_equal(tenmatsu_write_jsonl(&r, TENMATSU_ALL, keep, NULL, &error), TENMATSU_STOPPED);
  assert_int_equal(error.status, TENMATSU_STOPPED);
  assert_int_equal(tenmatsu_write_jsonl(NULL, TENMATSU_ALL, keep, NULL, &error), TENMATSU_INVALID);
}

static void test_widths(void **state) {
  (void)state;
  size_t used;
  assert_int_equal(tm_width(TM_LIT("ab")), 2);
  assert_int_equal(tm_width(TM_LIT("外相ＡＢ。")), 10);
  assert_int_equal(tm_width(TM_LIT("ｱｲｳ")), 3);
  assert_int_equal(tm_width(TM_LIT("か\u3099é\u200B")), 3);
  assert_int_equal(tm_width(TM_LIT("e\u0301")), 1);
  assert_int_equal(tm_width(TM_LIT("😀𠮷")), 4);
  assert_int_equal(tm_width_cut(TM_LIT("外相"), 3, &used), 3);
  assert_int_equal(used, 2);
}

/* Every column begins where its heading begins, full-width or not. */
static void test_table(void **state) {
  (void)state;
  tenmatsu_result r = make_result();
  fresh(sizeof out - 1);
  assert_int_equal(tm_write_table(&r, TENMATSU_EVENT, false, keep, NULL, NULL), TENMATSU_OK);
  assert_string_equal(
      out, "2022-02-24  d\"1  題\n"
           "#  status  event              actor                       recipient     date        said by       words\n"
           "1  actual  ACCUSE disapprove  RUS GOV セルゲイ・ラブロフ  USA GOV 米国  2022-02-24  USA GOV 米国  非難した\n"
           "1  future  CONSULT                                                                                会談\n\n");
  fresh(sizeof out - 1);
  assert_int_equal(tm_write_table(&r, TENMATSU_ALL, true, keep, NULL, NULL), TENMATSU_OK);
  assert_non_null(strstr(out, "\033[33mACCUSE disapprove"));
}

/* Text must not steer the terminal. */
static void test_table_hostile(void **state) {
  (void)state;
  tenmatsu_result r = make_result();
  static char huge[5000];
  memset(huge, 'x', sizeof huge);
  r.id = TM_LIT("\033]0;evil\a\u202E");
  r.title = (tm_slice){huge, sizeof huge};
  fresh(sizeof out - 1);
  assert_int_equal(tm_write_table(&r, TENMATSU_ALL, false, keep, NULL, NULL), TENMATSU_OK);
  assert_null(strchr(out, '\033'));
  assert_null(strchr(out, '\a'));
  assert_null(strstr(out, "\u202E"));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_strings),        cmocka_unit_test(test_long_string),
                                     cmocka_unit_test(test_numbers),        cmocka_unit_test(test_records),
                                     cmocka_unit_test(test_kinds_and_stop), cmocka_unit_test(test_widths),
                                     cmocka_unit_test(test_table),          cmocka_unit_test(test_table_hostile)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
