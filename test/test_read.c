/* read: dates, cleaning, lines, JSON Lines, folders. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "read/build.h"
#include "read/lines.h"
#include "read/walk.h"

static char folder[] = "/tmp/tenmatsu-read-XXXXXX";

static const char *write_file(const char *name, const char *data, size_t length) {
  static char path[256];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *f = fopen(path, "wb");
  assert_non_null(f);
  assert_int_equal(fwrite(data, 1, length, f), length);
  assert_int_equal(fclose(f), 0);
  return path;
}

/* Messages so far, one a line: "file:line: message", the file without its folder. */
static char told[8192];

static void tell(void *context, tm_gravity gravity, const char *source, uint64_t line, const char *message) {
  (void)context;
  (void)gravity;
  const char *slash = strrchr(source, '/');
  size_t n = strlen(told);
  snprintf(told + n, sizeof told - n, "%s:%d: %s\n", slash ? slash + 1 : source, (int)line, message);
}

static void test_dates(void **state) {
  (void)state;
  assert_true(tm_is_date("2024-02-29", 10));
  assert_true(tm_is_date("2000-02-29", 10));
  static const char *const wrong[] = {"2023-02-29", "1900-02-29", "2024-13-01", "2024-00-01", "2024-04-31", "2024-01-00",
                                      "0000-01-01", "2024/01/01", "2024-1-001", "20240101  ", "２０２４"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) assert_false(tm_is_date(wrong[i], strlen(wrong[i])));
}

static void check_clean(tm_slice raw, const char *wanted, size_t invalid, size_t nul) {
  tm_bytes out = {0};
  tm_dirt dirt = {0};
  assert_true(tm_clean(&out, raw, &dirt));
  assert_int_equal(out.count, strlen(wanted));
  if (out.count) assert_memory_equal(out.data, wanted, out.count);
  assert_int_equal(dirt.invalid, invalid);
  assert_int_equal(dirt.nul, nul);
  tm_bytes_free(&out);
}

static void test_clean(void **state) {
  (void)state;
  check_clean(TM_LIT(""), "", 0, 0);
  check_clean(TM_LIT("外相\r\nが\ra\r"), "外相\nが\na\n", 0, 0);
  check_clean(TM_LIT("a\0b"),
              "a\xEF\xBF\xBD"
              "b",
              0, 1);
  check_clean(TM_LIT("\xFFあ\xE3\x81"), "\xEF\xBF\xBDあ\xEF\xBF\xBD\xEF\xBF\xBD", 3, 0);
  check_clean(TM_LIT("\xC0\x80\xED\xA0\x80\xF4\x90\x80\x80"),
              "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 9,
              0);
  check_clean(TM_LIT("𠮷野家😀"), "𠮷野家😀", 0, 0);
}

static void test_not_text(void **state) {
  (void)state;
  assert_null(tm_not_text(TM_LIT("")));
  assert_null(tm_not_text(TM_LIT("外相は会談した。\xFF\n")));
  assert_null(tm_not_text(TM_LIT("外相は\0会談した。")));
  assert_non_null(strstr(tm_not_text(TM_LIT("\x82\xA0\x82\xA2\x82\xA4\r\n")), "Shift_JIS"));
  assert_non_null(strstr(tm_not_text(TM_LIT("\xFF\xFE\x42\x30")), "UTF-16"));
  assert_non_null(strstr(tm_not_text(TM_LIT("\x7F"
                                            "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0")),
                         "binary"));
}

/* Lines of many lengths come back whole, with their offsets, whatever the size of the reads. */
static void test_lines(void **state) {
  (void)state;
  static const size_t lengths[] = {0, 1, 262143, 262144, 262145, 0, 600000, 5};
  enum { COUNT = sizeof lengths / sizeof *lengths };
  tm_bytes all = {0};
  for (size_t i = 0; i < COUNT; i++) {
    assert_true(tm_bytes_need(&all, lengths[i] + 1));
    memset(all.data + all.count, 'a' + (int)i, lengths[i]);
    all.count += lengths[i];
    if (i + 1 < COUNT) all.data[all.count++] = '\n';
  }
  int file = open(write_file("lines", all.data, all.count), O_RDONLY);
  assert_true(file >= 0);
  tm_lines lines;
  tm_lines_open(&lines, file);
  tm_slice line = {0};
  assert_int_equal(tm_lines_peek(&lines, 3, &line), TM_LINE);
  assert_int_equal(line.length, 3);
  uint64_t offset = 0;
  for (size_t i = 0; i < COUNT; i++) {
    assert_int_equal(tm_lines_next(&lines, &line), TM_LINE);
    assert_int_equal(line.length, lengths[i]);
    assert_int_equal(lines.line, i + 1);
    assert_int_equal(lines.offset, offset);
    if (line.length) assert_int_equal(line.data[line.length - 1], 'a' + (int)i);
    offset += lengths[i] + 1;
  }
  assert_int_equal(tm_lines_next(&lines, &line), TM_LINE_END);
  tm_lines_close(&lines);
  close(file);
  tm_bytes_free(&all);
}

/* Reads `path` with the options; gives "id|date|title|text" lines. */
static const char *read_all(tm_read_options options, const char *path) {
  static char out[8192];
  told[0] = out[0] = '\0';
  options.tell = tell;
  char *paths[] = {(char *)(uintptr_t)path};
  tm_reader *reader = tm_reader_new(&options, paths, 1);
  assert_non_null(reader);
  tm_report report = {0};
  tm_read_result result;
  while ((result = tm_reader_next(reader, &report)) == TM_READ_REPORT) {
    const tenmatsu_article *a = &report.article;
    size_t n = strlen(out);
    snprintf(out + n, sizeof out - n, "%.*s|%.*s|%.*s|%.*s\n", (int)a->id.length, a->id.data, (int)a->date.length, a->date.data,
             (int)a->title.length, a->title.data, (int)a->text.length, a->text.data);
  }
  assert_int_equal(result, TM_READ_END);
  tm_report_free(&report);
  tm_reader_free(reader);
  return out;
}

static const char *read_text(tm_read_options options, const char *name, const char *data) {
  return read_all(options, write_file(name, data, strlen(data)));
}

static void test_text(void **state) {
  (void)state;
  tm_read_options none = {0}, dated = {.date = "2020-01-01"};
  assert_string_equal(read_text(none, "a.txt", "\xEF\xBB\xBF題\r\n文。\r\n"), "a|||題\n文。\n\n");
  assert_string_equal(read_text(none, "2024-04-13_talks.txt", "文"), "2024-04-13_talks|2024-04-13||文\n");
  assert_string_equal(read_text(dated, "2024-04-13_talks.txt", "文"), "2024-04-13_talks|2020-01-01||文\n");
  assert_string_equal(read_text(none, "2024-04-134.txt", "文"), "2024-04-134|||文\n");
  assert_string_equal(read_text(none, "2024-02-30.txt", "文"), "2024-02-30|||文\n");
  assert_string_equal(read_text(none, "b.txt", ""), "");
  assert_string_equal(told, "b.txt:0: is empty\n");
  assert_string_equal(read_text(none, "c.txt", "\xEF\xBB\xBF題\n外相は\xE3\x81会談した。\n"),
                      "c|||題\n外相は\xEF\xBF\xBD\xEF\xBF\xBD会談した。\n\n");
  assert_string_equal(told, "c.txt:2: invalid UTF-8 at byte 16 of the file; 2 bytes replaced by U+FFFD\n");
}

static void test_json(void **state) {
  (void)state;
  tm_read_options none = {0}, dated = {.date = "2020-01-01"};
  tm_read_options named = {.field_id = "no", .field_date = "day", .field_title = "head", .field_text = "body"};
  assert_string_equal(read_text(none, "a.jsonl",
                                "\xEF\xBB\xBF{\"id\":\"x\",\"date\":\"2022-01-10\",\"title\":\"題\",\"text\":\"文\"}\r\n"
                                "\n  \n{\"id\":7,\"date\":null,\"text\":\"\\u5916\\ud842\\udfb7\"}\n{\"text\":\"b\"}"),
                      "x|2022-01-10|題|文\n7|||外𠮷\na-5|||b\n");
  assert_string_equal(told, "");
  assert_string_equal(read_text(named, "a.jsonl", "{\"no\":1,\"day\":\"2022-01-10T09:00:00Z\",\"head\":\"h\",\"body\":\"b\"}"),
                      "1|2022-01-10|h|b\n");
  assert_string_equal(read_text(dated, "a.jsonl", "{\"text\":\"b\"}\n{\"date\":\"10 Jan\",\"text\":\"b\"}\n"),
                      "a-1|2020-01-01||b\na-2|2020-01-01||b\n");
  assert_non_null(strstr(told, "a.jsonl:2: \"10 Jan\" is no date"));
  assert_string_equal(
      read_text(none, "a.ndjson", "[1]\n{\"text\":1}\n{}\n{\"text\":\"\"}\n{\"text\":\"x\\\n{\"id\":[],\"text\":\"ok\"}\n"),
      "a-6|||ok\n");
  assert_non_null(strstr(told, "a.ndjson:1: the line is no JSON object\na.ndjson:2: no string field \"text\"\n"
                               "a.ndjson:3: no string field \"text\"\na.ndjson:4: the field \"text\" is empty\n"
                               "a.ndjson:5: broken JSON at byte "));
  assert_non_null(strstr(told, "a.ndjson:6: the field \"id\" is no string; left out\n"));
  assert_string_equal(read_text(none, "a.jsonl", "{\"text\":\"abcd\"}\n{\"text\":\"a\xFF\"}\n"),
                      "a-1|||abcd\na-2|||a\xEF\xBF\xBD\n");
  assert_string_equal(told, "a.jsonl:2: invalid UTF-8 at byte 26 of the file; 1 byte replaced by U+FFFD\n");
}

/* Deep nesting and unpaired surrogates are refused, a NUL within a string is replaced. */
static void test_json_hostile(void **state) {
  (void)state;
  tm_read_options none = {0};
  static char deep[400002];
  memset(deep, '[', 400000);
  assert_string_equal(read_text(none, "d.jsonl", deep), "");
  assert_non_null(strstr(told, "d.jsonl:1: broken JSON"));
  assert_string_equal(read_text(none, "d.jsonl", "{\"text\":\"\\ud800\"}\n{\"text\":\"a\\u0000b\"}"), "d-2|||a\xEF\xBF\xBD"
                                                                                                      "b\n");
  assert_non_null(strstr(told, "d.jsonl:1: broken JSON"));
}

static void test_many_messages(void **state) {
  (void)state;
  tm_read_options none = {0};
  static char bad[1001];
  for (size_t i = 0; i < 1000; i += 2) bad[i] = '{', bad[i + 1] = '\n';
  assert_string_equal(read_text(none, "m.jsonl", bad), "");
  size_t lines = 0;
  for (const char *p = told; *p; p++) lines += *p == '\n';
  assert_true(lines <= 101);
}

static void test_tsv(void **state) {
  (void)state;
  tm_read_options none = {0};
  assert_string_equal(read_text(none, "w.tsv", "題\t文\tb\nno tab\n題二\t\xFF\n"), "w-1||題|文\tb\nw-3||題二|\xEF\xBF\xBD\n");
  assert_string_equal(told, "w.tsv:2: no TAB between headline and article\n"
                            "w.tsv:3: invalid UTF-8 at byte 24 of the file; 1 byte replaced by U+FFFD\n");
}

static void test_walk(void **state) {
  (void)state;
  char path[256];
  snprintf(path, sizeof path, "%s/walk", folder);
  assert_int_equal(mkdir(path, 0777), 0);
  tm_read_options none = {0}, lines_only = {.from = TM_FROM_JSONL};
  assert_string_equal(read_all(none, path), "");
  assert_string_equal(told, "walk:0: no .txt or .jsonl file in this folder\n");
  snprintf(path, sizeof path, "%s/walk/b", folder);
  assert_int_equal(mkdir(path, 0777), 0);
  write_file("walk/c.txt", "c", 1);
  write_file("walk/a.txt", "a", 1);
  write_file("walk/.hidden.txt", "h", 1);
  write_file("walk/readme.md", "r", 1);
  write_file("walk/b/z.jsonl", "{\"text\":\"z\"}", 12);
  snprintf(path, sizeof path, "%s/walk/loop", folder);
  assert_int_equal(symlink(".", path), 0);
  snprintf(path, sizeof path, "%s/walk/", folder);
  assert_string_equal(read_all(none, path), "a|||a\nz-1|||z\nc|||c\n");
  assert_string_equal(read_all(lines_only, path), "z-1|||z\n");
  assert_string_equal(told, "");
  assert_string_equal(read_all(none, "/nonexistent/x.txt"), "");
  assert_string_equal(told, "x.txt:0: No such file or directory\n");
}

static int make_folder(void **state) {
  (void)state;
  return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state) {
  (void)state;
  char command[64];
  snprintf(command, sizeof command, "rm -r %s", folder);
  return system(command); /* NOLINT */
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_dates),        cmocka_unit_test(test_clean),
                                     cmocka_unit_test(test_not_text),     cmocka_unit_test(test_lines),
                                     cmocka_unit_test(test_text),         cmocka_unit_test(test_json),
                                     cmocka_unit_test(test_json_hostile), cmocka_unit_test(test_many_messages),
                                     cmocka_unit_test(test_tsv),          cmocka_unit_test(test_walk)};
  return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
