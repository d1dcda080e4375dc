/* resolve: time expressions and the calendar. A case is a text (sentences end in 。 or |), the report's date, and all that must
 * be found: expression=value, ~MOD where there is one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "resolve/calendar.h"
#include "resolve/times.h"

typedef struct tm_case {
  const char *text;
  int32_t anchor;
  const char *found;
} tm_case;

static tm_arena arena;
static jmp_buf no_memory; /* set in main: running out ends the program */

static int setup(void **state) {
  (void)state;
  tm_arena_init(&arena);
  arena.no_memory = &no_memory;
  return 0;
}

static int teardown(void **state) {
  (void)state;
  tm_arena_free(&arena);
  return 0;
}

static tm_clock read_sentence(tm_slice text, tm_clock clock, tm_timex_vector *found, tm_chars *chars) {
  *chars = tm_chars_read(&arena, text, 0);
  tm_times_read(&arena, chars, &clock, found);
  return clock;
}

/* All that is found in `text`, as the cases write it. */
static const char *read_text(const char *text, int32_t anchor, bool days) {
  static char out[8192];
  size_t n = 0;
  tm_clock clock = {.anchor = anchor};
  out[0] = '\0';
  while (*text) {
    const char *stop = strstr(text, "。"), *bar = strchr(text, '|');
    size_t length = bar && (!stop || bar < stop) ? (size_t)(bar - text)
                    : stop                       ? (size_t)(stop - text) + strlen("。")
                                                 : strlen(text);
    tm_timex_vector found = {0};
    tm_chars chars;
    clock = read_sentence((tm_slice){text, length}, clock, &found, &chars);
    for (size_t i = 0; i < found.count && n < sizeof out - 200; i++) {
      const tm_timex *x = &found.items[i];
      tm_slice words = tm_chars_slice(&chars, x->start, x->end);
      n += (size_t)snprintf(out + n, sizeof out - n, "%s%.*s=%.*s%s%.*s", n ? " " : "", (int)words.length, words.data,
                            (int)x->value.length, x->value.data, x->mod.length ? "~" : "", (int)x->mod.length, x->mod.data);
      if (days) n += (size_t)snprintf(out + n, sizeof out - n, "[%d,%d]", x->first, x->last);
    }
    text += length + (text[length] == '|');
  }
  return out;
}

static void check(const tm_case *cases, size_t count, bool days) {
  int wrong = 0;
  for (size_t i = 0; i < count; i++) {
    tm_arena_rewind(&arena);
    const char *found = read_text(cases[i].text, cases[i].anchor, days);
    if (strcmp(found, cases[i].found) == 0) continue;
    print_error("%s (%d)\n  wanted %s\n  found  %s\n", cases[i].text, cases[i].anchor, cases[i].found, found);
    wrong++;
  }
  assert_int_equal(wrong, 0);
}

#define CHECK(cases) check(cases, sizeof(cases) / sizeof *(cases), false)

static void test_absolute(void **state) {
  (void)state;
  static const tm_case cases[] = {
      {"2021年12月30日に会談した。", 20220112, "2021年12月30日=2021-12-30"},
      {"２０２１年１２月３０日", 20220112, "２０２１年１２月３０日=2021-12-30"},
      {"2014年、ロシアは併合した。", 20220112, "2014年=2014"},
      {"2021年6月のジュネーブでの会談", 20211230, "2021年6月=2021-06"},
      {"21年3月に開いた。", 20211230, "21年3月=2021-03"},
      {"08年に侵攻した。", 20211230, "08年=2008"},
      {"98年の核実験", 20211230, "98年=1998"},
      {"令和3年12月1日", 20211230, "令和3年12月1日=2021-12-01"},
      {"平成元年と昭和64年", 20211230, "平成元年=1989 昭和64年=1989"},
      {"昭和20年8月15日、大正12年、明治37年", 20211230, "昭和20年8月15日=1945-08-15 大正12年=1923 明治37年=1904"},
      {"2008/5/1と2021-12-30と2006.6.13", 20211230, "2008/5/1=2008-05-01 2021-12-30=2021-12-30 2006.6.13=2006-06-13"},
      {"Reuters、02.09.2005。", 20050903, "02.09.2005=2005-09-02"},
      {"Thursday, December 30, 2021", 20211230, "Thursday, December 30, 2021=2021-12-30"},
      {"30 December 2021", 20211230, "30 December 2021=2021-12-30"},
      {"二〇二一年十二月三十日", 20211230, "二〇二一年十二月三十日=2021-12-30"},
      {"千九百四十五年八月", 20211230, "千九百四十五年八月=1945-08"},
      {"1948年(昭和23年)7月20日", 20211230, "1948年(昭和23年)7月20日=1948-07-20"},
      {"1990年代後半から21世紀初頭", 20211230, "1990年代後半=199X~END 21世紀初頭=20~START"},
      {"90年代、2000年代、19世紀末、今世紀", 20211230, "90年代=199X 2000年代=200X 19世紀末=18~END 今世紀=20"},
      {"2021年度、平成23年度", 20211230, "2021年度=FY2021 平成23年度=FY2011"},
      {"2021年第3四半期", 20211230, "2021年第3四半期=2021-Q3"},
      {"2010年4~6月期、7~9月期に", 20100616, "2010年4~6月期=2010-Q2 7~9月期=2010-Q3"},
      {"2010会計年度、2010年上半期", 20100616, "2010会計年度=FY2010 2010年上半期=2010~START"},
      {"事件が9日分かった。9日分の食料", 20100616, "9日=2010-06-09"},
      {"同日経済制裁を科した。同日米国は表明し、同日米首脳が話した。", 20100616, "同日=2010-06-16 同日=2010-06-16"},
      {"30日(木)午後に会談した。", 20211231, "30日(木)午後=2021-12-30"},
  };
  CHECK(cases);
}

static void test_relative(void **state) {
  (void)state;
  static const tm_case cases[] = {
      {"今日、きょう、本日", 20211230, "今日=2021-12-30 きょう=2021-12-30 本日=2021-12-30"},
      {"昨日、きのう、一昨日、おととい", 20211230, "昨日=2021-12-29 きのう=2021-12-29 一昨日=2021-12-28 おととい=2021-12-28"},
      {"明日、あす、あさって", 20211230, "明日=2021-12-31 あす=2021-12-31 あさって=2022-01-01"},
      {"先週、今週初め、来週", 20211230, "先週=2021-W51 今週初め=2021-W52~START 来週=2022-W01"},
      {"先月、今月、来月", 20211230, "先月=2021-11 今月=2021-12 来月=2022-01"},
      {"昨年、去年、今年、ことし、来年、一昨年", 20211230, "昨年=2020 去年=2020 今年=2021 ことし=2021 来年=2022 一昨年=2019"},
      {"先月7日と今月10日", 20220112, "先月7日=2021-12-07 今月10日=2022-01-10"},
      {"昨年3月、今年5月、今年の8月", 20240716, "昨年3月=2023-03 今年5月=2024-05 今年の8月=2024-08"},
      {"去年11月ごろから今年1月末まで", 20220112, "去年11月ごろ=2021-11~APPROX 今年1月末=2022-01~END"},
      {"3日前、2週間後の開催を予定、1カ月前、18年前", 20211230, "3日前=2021-12-27 2週間後=2022-W02 1カ月前=2021-11 18年前=2003"},
      {"30年前に崩壊した。半年前から続く。", 20220112, "30年前=1992 半年前=2021-07"},
      {"10年以上前の20年ほど前", 20211230, "10年以上前=2011~EQUAL_OR_MORE 20年ほど前=2001~APPROX"},
      {"先週末、今週末、来週末", 20211230, "先週末=2021-W51-WE 今週末=2021-W52-WE 来週末=2022-W01-WE"},
      {"今夏、昨秋、この冬、来年春", 20211230, "今夏=2021-SU 昨秋=2020-FA この冬=2021-WI 来年春=2022-SP"},
      {"年末年始の会談", 20211230, "年末年始=2021-12/2022-01"},
      {"年内に合意し、月末に署名した。", 20211230, "年内=2021 月末=2021-12~END"},
      {"今年度", 20210301, "今年度=FY2020"},
      {"昨年末に会談した。年末に会談した。", 20100616, "昨年末=2009~END 年末=2009~END"},
      {"今月中旬に、今月中に", 20100616, "今月中旬=2010-06~MID 今月中=2010-06"},
      {"今年4月初め、昨年夏、去年の秋、来夏", 20100616, "今年4月初め=2010-04~START 昨年夏=2009-SU 去年の秋=2009-FA 来夏=2011-SU"},
      {"このクリスマスに平和を", 20211212, "クリスマス=2021-12-25"},
      {"元日に演説した。", 20220103, "元日=2022-01-01"},
  };
  CHECK(cases);
}

static void test_nearest(void **state) {
  (void)state;
  static const tm_case cases[] = {
      {"10日、会議を開いた。", 20220112, "10日=2022-01-10"},
      {"30日に会談した。", 20220112, "30日=2021-12-30"},
      {"31日に会談した。", 20210915, "31日=2021-08-31"},
      {"協議が13日にウィーンで開かれる予定だ。", 20220112, "13日=2022-01-13"},
      {"CSTOの部隊は13日以降、10日以内に撤退する見通しだ。", 20220112,
       "13日以降=2022-01-13~ON_OR_AFTER 10日以内=P10D~EQUAL_OR_LESS"},
      {"20日午後到着の予定。", 20060920, "20日午後=2006-09-20"},
      {"12月7日の会談", 20211230, "12月7日=2021-12-07"},
      {"団長が10日に訪問するとシリアの筋が明らかにした。", 20050905, "10日=2005-09-10"},
      {"1月10日の会談で解決できるかもしれない。", 20211230, "1月10日=2022-01-10"},
      {"6月24日に拉致された。", 20200725, "6月24日=2020-06-24"},
      {"7月に開催された。", 20240716, "7月=2024-07"},
      {"1月の直接交渉に備える。", 20211230, "1月=2022-01"},
      {"11月に訪問した。", 20220112, "11月=2021-11"},
      {"10月に交渉が始まる可能性がある。", 20050903, "10月=2005-10"},
      {"2月29日は閏日。", 20230301, "2月29日=2020-02-29"},
      {"韓国が25日、6月24日に拉致された5人が32日ぶりとなる24日に解放されたと発表した。", 20200725,
       "25日=2020-07-25 6月24日=2020-06-24 32日ぶり=P32D 24日=2020-07-24"},
      {"先月23日に会見し、30日には電話会談を行った。", 20220112, "先月23日=2021-12-23 30日=2021-12-30"},
  };
  CHECK(cases);
}

static void test_weekdays(void **state) {
  (void)state;
  static const tm_case cases[] = {
      {"金曜日に死去した。", 20200725, "金曜日=2020-07-24"},
      {"次期議長は日曜日、訪問を延期すると発表した。", 20200726, "日曜日=2020-07-26"},
      {"月曜日の会議", 20211230, "月曜日=2021-12-27"},
      {"議会は金曜日に採決する予定だ。", 20211228, "金曜日=2021-12-31"},
      {"来週月曜日に、先週の金曜に、今週水曜日に", 20211230, "来週月曜日=2022-01-03 先週の金曜=2021-12-24 今週水曜日=2021-12-29"},
      {"次の日曜日に投票がある。", 20211230, "次の日曜日=2022-01-02"},
      {"土曜日早朝に", 20211230, "土曜日早朝=2021-12-25"},
      {"日曜大工と日曜版と日曜", 20211230, "日曜=2021-12-26"},
      {"週明けの14日、15日火曜日、15日(火曜日)", 20100616,
       "週明けの14日=2010-06-14 15日火曜日=2010-06-15 15日(火曜日)=2010-06-15"},
  };
  CHECK(cases);
}

static void test_narrated(void **state) {
  (void)state;
  static const tm_case cases[] = {
      {"日曜日に延期した。その前日、発表していた。", 20200726, "日曜日=2020-07-26 その前日=2020-07-25"},
      {"2009年4月7日に述べた。この日に予定されていた会議は中止された。", 20090408, "2009年4月7日=2009-04-07 この日=2009-04-07"},
      {"10日に会議を開いた。6日、要請した。この日の会議で述べた。", 20220112, "10日=2022-01-10 6日=2022-01-06 この日=2022-01-10"},
      {"1945年8月6日に投下された。この日、同日、翌日", 20220112,
       "1945年8月6日=1945-08-06 この日=1945-08-06 同日=1945-08-06 翌日=1945-08-07"},
      {"14日に表明した。同日夕方、翌15日、翌朝", 20140816,
       "14日=2014-08-14 同日夕方=2014-08-14 翌15日=2014-08-15 翌朝=2014-08-16"},
      {"10日に述べた。2016年1月に処刑し、その翌日に断交した。", 20230311, "10日=2023-03-10 2016年1月=2016-01"},
      {"辞任を表明する前日の13日", 20140815, "前日の13日=2014-08-13"},
      {"2003年3月20日に開戦し、同年5月、同月12日、翌年の1月", 20220112,
       "2003年3月20日=2003-03-20 同年5月=2003-05 同月12日=2003-05-12 翌年の1月=2004-01"},
      {"8月18日公示・同30日投開票の日程だ。", 20090820, "8月18日=2009-08-18 同30日=2009-08-30"},
      {"爆破が起きた翌年の1988年に指定された。", 20081012, "翌年の1988年=1988"},
      {"サミット閉幕の翌日、電話会談を行った。翌月、翌年、翌週", 20240716, ""},
      {"14日午前8時(UTC+3、日本時間午後2時)から", 20060815, "14日午前8時=2006-08-14 午後2時=2006-08-14"},
      {"24日午後11時(日本時間25日午前2時)に", 20051022, "24日午後11時=2005-10-24 25日午前2時=2005-10-25"},
  };
  CHECK(cases);
}

static void test_time_of_day(void **state) {
  (void)state;
  static const tm_case cases[] = {
      {"30日遅く、30日早朝、8日夜", 20211231, "30日遅く=2021-12-30~END 30日早朝=2021-12-30 8日夜=2021-12-08"},
      {"10日午後3時半ごろ、正午、未明", 20220112, "10日午後3時半ごろ=2022-01-10~APPROX 正午=2022-01-10 未明=2022-01-10"},
      {"モスクワで真夜中過ぎに終了した。", 20211230, "真夜中過ぎ=2021-12-31"},
      {"13日現地時間午前9時に襲撃があった。", 20051014, "13日現地時間午前9時=2005-10-13"},
      {"7月15日、現地時間の深夜に空爆した。", 20050716, "7月15日、現地時間の深夜=2005-07-15"},
      {"24日（現地時間）、現地時間の14日", 20200725, "24日=2020-07-24 14日=2020-07-14"},
      {"2011年4月7日午後11時32分頃、同日23時36分", 20110408,
       "2011年4月7日午後11時32分頃=2011-04-07~APPROX 同日23時36分=2011-04-07"},
      {"8月11日午前5:07ごろ", 20090811, "8月11日午前5:07ごろ=2009-08-11~APPROX"},
      {"6日朝鮮中央通信が伝えた。14日朝日新聞、14日夕刊", 20060915, "6日=2006-09-06 14日=2006-09-14 14日=2006-09-14"},
      {"14日日米首脳が、12日中国が、11日日本が", 20060915, "14日=2006-09-14 12日=2006-09-12 11日=2006-09-11"},
  };
  CHECK(cases);
}

static void test_lengths(void **state) {
  (void)state;
  static const tm_case cases[] = {
      {"8時間近く、1時間近く", 20220112, "8時間近く=PT8H~APPROX 1時間近く=PT1H~APPROX"},
      {"3日間、過去30年間、10日以内", 20220112, "3日間=P3D 過去30年間=P30Y 10日以内=P10D~EQUAL_OR_LESS"},
      {"1カ月足らずで2度の会談", 20211230, "1カ月足らず=P1M~LESS_THAN"},
      {"数カ月、ここ数カ月、数年、数時間後、数分", 20211230, "数カ月=PXM ここ数カ月=PXM 数年=PXY 数時間後=PXH 数分=PTXM"},
      {"32日ぶりとなる解放、20年8ヶ月ぶり", 20211230, "32日ぶり=P32D 20年8ヶ月ぶり=P20Y8M"},
      {"2年半、1時間半、2年半ぶり、1カ月半", 20211230, "2年半=P2Y6M 1時間半=PT1H30M 2年半ぶり=P2Y6M 1カ月半=P1.5M"},
      {"20年に及ぶ戦争、10日にわたる協議", 20211230, "20年=P20Y 10日=P10D"},
      {"20年以上、2時間以上に及ぶ、1年未満", 20211230,
       "20年以上=P20Y~EQUAL_OR_MORE 2時間以上=PT2H~EQUAL_OR_MORE 1年未満=P1Y~LESS_THAN"},
      {"三日間、十年、二十年間、一週間", 20211230, "三日間=P3D 十年=P10Y 二十年間=P20Y 一週間=P1W"},
      {"50分の電話会談、24時間以内", 20211230, "50分=PT50M 24時間以内=PT24H~EQUAL_OR_LESS"},
      {"1.5時間、2〜3週間、半年、半世紀、四半世紀", 20211230,
       "1.5時間=PT1.5H 2〜3週間=P3W~APPROX 半年=P6M 半世紀=P50Y 四半世紀=P25Y"},
      {"懲役15年、15年の刑、10年の歴史", 20211230, "15年=P15Y 15年=P15Y 10年=P10Y"},
      {"この10年、今後5年、約2年、その3日後", 20211230, "この10年=P10Y 今後5年=P5Y 約2年=P2Y~APPROX その3日後=2022-01-02"},
      {"昨年より6日遅い", 20211230, "昨年=2020 6日=P6D"},
      {"2年連続、3年内に", 20211230, "2年連続=P2Y 3年内=P3Y~EQUAL_OR_LESS"},
  };
  CHECK(cases);
}

static void test_sets(void **state) {
  (void)state;
  static const tm_case cases[] = {
      {"毎年、毎月、毎週、毎日", 20211230, "毎年=P1Y 毎月=P1M 毎週=P1W 毎日=P1D"},
      {"毎週金曜日、毎年12月、毎年5月1日", 20211230, "毎週金曜日=XXXX-WXX-5 毎年12月=XXXX-12 毎年5月1日=XXXX-05-01"},
      {"隔年、隔月、隔週、隔日", 20211230, "隔年=P2Y 隔月=P2M 隔週=P2W 隔日=P2D"},
      {"5年ごと、4年に1度、10分おき", 20211230, "5年ごと=P5Y 4年に1度=P4Y 10分おき=PT10M"},
      {"毎日新聞が、毎日放送と、毎日によると", 20211230, ""},
  };
  CHECK(cases);
}

static void test_edges(void **state) {
  (void)state;
  static const tm_case cases[] = {
      {"今月初め、2022年初め、7月末", 20211230, "今月初め=2021-12~START 2022年初め=2022~START 7月末=2021-07~END"},
      {"8月上旬、8月中旬、8月下旬", 20210830, "8月上旬=2021-08~START 8月中旬=2021-08~MID 8月下旬=2021-08~END"},
      {"来年前半、今年半ば、2021年初めて", 20211230, "来年前半=2022~START 今年半ば=2021~MID 2021年=2021"},
      {"2021年夏ごろ、2014年秋田県で", 20211230, "2021年夏ごろ=2021-SU~APPROX 2014年=2014"},
      {"10日前後に、1990年前後", 20211230, "10日前後=2021-12-10~APPROX 1990年前後=1990~APPROX"},
  };
  CHECK(cases);
}

static void test_ranges(void **state) {
  (void)state;
  static const tm_case cases[] = {
      {"13日から16日まで訪問した。", 20211230, "13日=2021-12-13 16日=2021-12-16"},
      {"7日から8日にかけ", 20211230, "7日=2021-12-07 8日=2021-12-08"},
      {"18日夜(UTC+2)から翌朝にかけてデモがあった。", 20060920, "18日夜=2006-09-18 翌朝=2006-09-19"},
      {"会議は9日から開催、14日には首脳会議", 20051208, "9日=2005-12-09 14日=2005-12-14"},
      {"9月1日と2日に行われた。", 20050903, "9月1日=2005-09-01 2日=2005-09-02"},
      {"12月30日から2日まで", 20220103, "12月30日=2021-12-30 2日=2022-01-02"},
      {"12〜13日、10、11両日", 20211230, "12=2021-12-12 13日=2021-12-13 10=2021-12-10 11両日=2021-12-11"},
      {"2021〜22年、2008-09年に", 20211230, "2021=2021 22年=2022 2008=2008 09年=2009"},
      {"2021年11月から1月にかけ", 20220301, "2021年11月=2021-11 1月=2022-01"},
      {"1月13日〜22日", 20220112, "1月13日=2022-01-13 22日=2022-01-22"},
      {"60〜70年代", 20220112, "60=196X 70年代=197X"},
  };
  CHECK(cases);
}

static void test_without_anchor(void **state) {
  (void)state;
  static const tm_case cases[] = {
      {"12月30日に会談した。", 0, "12月30日=XXXX-12-30"},
      {"10日に会談した。金曜日、昨日、先週、今年", 0, ""},
      {"2021年12月30日、発表した。31日にも、昨日も", 0, "2021年12月30日=2021-12-30 31日=2021-12-31 昨日=2021-12-29"},
      {"2021年12月、発表した。10日に述べた。", 0, "2021年12月=2021-12 10日=2021-12-10"},
      {"2021年、発表した。3月5日に述べた。", 0, "2021年=2021 3月5日=2021-03-05"},
      {"3日間、毎年、2014年", 0, "3日間=P3D 毎年=P1Y 2014年=2014"},
      {"10日に", 20211399, ""},
  };
  CHECK(cases);
}

static void test_silence(void **state) {
  (void)state;
  static const tm_case cases[] = {
      {"現在、最近、今後、その後、それ以来、このあと、長年、冷戦時代、当時、これまで、直後、事前", 20211230, ""},
      {"10万人近いロシア軍、430億ドル、1,100人、約1, 100人、2000人余り", 20211230, ""},
      {"マイルズ氏(12歳)、50－60代、38歳8ヶ月、生後1ヶ月", 20211230, ""},
      {"3対2で勝利、日本2−1韓国、U-23日本代表、前半35分、1分23秒4", 20211230, ""},
      {"日米首脳、日本、日中韓、月面、第3回会合、第6軍管区、三日月、四日市", 20211230, ""},
      {"9.11、同時多発テロ、二分する、十分な、3分の1、六日間戦争、三十年戦争、五月病", 20211230, ""},
      {"2月30日、4月31日、13月25日、25時、10時99分、令和0年、平成32年、昭和65年", 20211230, ""},
      {"2562年9月、仏暦2562年、紀元前221年、紀元前3世紀", 20211230, ""},
      {"3年生、2年目、3日目、30周年、24時間体制、中学2年", 20211230, ""},
      {"一日も早く、1日あたり、以来年、昨今日本、前日銀総裁、元日本代表", 20211230, ""},
      {"とうきょう、かんきょう、きょうだい、ことしか、あすか、助けさせ", 20211230, ""},
      {"北緯30度12分6秒、http://a.jp/2021/12/30/x", 20211230, ""},
      {"必要としているこの日に、その日程", 20211230, ""},
      {"0分、0カ月、99999999999999999999年、数、第、約、同、翌、過去、(木)", 20211230, ""},
  };
  CHECK(cases);
}

static void test_days_meant(void **state) {
  (void)state;
  static const tm_case cases[] = {
      {"2021年12月", 20211230, "2021年12月=2021-12[20211201,20211231]"},
      {"先週", 20211230, "先週=2021-W51[20211220,20211226]"},
      {"2014年", 20211230, "2014年=2014[20140101,20141231]"},
      {"4月上旬", 20210430, "4月上旬=2021-04~START[20210401,20210410]"},
      {"1990年代", 20211230, "1990年代=199X[19900101,19991231]"},
      {"3日間", 20211230, "3日間=P3D[0,0]"},
      {"この冬", 20220112, "この冬=2022-WI[20211201,20220228]"},
  };
  check(cases, sizeof cases / sizeof *cases, true);
}

static void test_future_hint(void **state) {
  (void)state;
  tm_timex_vector found = {0};
  tm_chars chars;
  tm_clock clock = {.anchor = 20220112};
  clock = read_sentence(TM_LIT("10日に会談した。"), clock, &found, &chars);
  clock = read_sentence(TM_LIT("13日に会合が開かれる予定だ。"), clock, &found, &chars);
  clock = read_sentence(TM_LIT("両首脳、14日に会談へ"), clock, &found, &chars);
  assert_int_equal(found.count, 3);
  assert_false(found.items[0].future_hint);
  assert_true(found.items[1].future_hint);
  assert_true(found.items[2].future_hint);
  assert_int_equal(found.items[2].first, 20220114);
  assert_int_equal(clock.news, 20220110);
}

/* Pieces of expressions in any order: nothing breaks, all extents are in order and inside. */
static void test_any_order(void **state) {
  (void)state;
  static const char *const piece[] = {
      "2021年", "12月",   "30日",   "3",    "〜",     "、",       "の",   "間",   "前",   "後", "半",   "約",
      "この",   "同",     "翌",     "毎週", "金曜日", "午後",     "時",   "分",   "年",   "月", "日",   "(",
      ")",      "令和",   "元年",   "世紀", "数",     "先週",     "末",   "以上", "初め", "十", "May ", "2021-12-30",
      "第",     "四半期", "くらい", "昨日", "前日の", "現地時間", "年代", "億",   "1.5",  "何", "も",   "99999999999999999999"};
  enum { PIECES = sizeof piece / sizeof *piece };
  uint32_t seed = 1;
  for (int round = 0; round < 20000; round++) {
    char text[512] = "";
    for (int i = 0; i < 12; i++) {
      seed = seed * 1664525 + 1013904223;
      strcat(text, piece[seed >> 16 & 0x7FFF ? (seed >> 16) % PIECES : 0]);
    }
    tm_timex_vector found = {0};
    tm_chars chars;
    tm_clock clock = {.anchor = round % 3 ? 20211230 : 0};
    tm_arena_rewind(&arena);
    read_sentence(tm_slice_of(text), clock, &found, &chars);
    for (size_t i = 0; i < found.count; i++) {
      assert_true(found.items[i].start < found.items[i].end && found.items[i].end <= chars.count);
      assert_true(i == 0 || found.items[i - 1].end <= found.items[i].start);
      assert_true(found.items[i].value.length > 0);
      assert_true((found.items[i].first == 0) == (found.items[i].last == 0) && found.items[i].first <= found.items[i].last);
    }
  }
}

static double seconds_for(tm_slice piece, size_t times) {
  size_t length = piece.length;
  char *text = malloc(length * times);
  assert_non_null(text);
  for (size_t i = 0; i < times; i++) memcpy(text + i * length, piece.data, length);
  tm_timex_vector found = {0};
  tm_chars chars;
  tm_arena_rewind(&arena);
  clock_t from = clock();
  read_sentence((tm_slice){text, length * times}, (tm_clock){.anchor = 20211230}, &found, &chars);
  free(text);
  return (double)(clock() - from) / CLOCKS_PER_SEC;
}

/* A megabyte of one thing takes no longer than its length allows. */
static void test_linear(void **state) {
  (void)state;
  static const char *const piece[] = {"9", "1、", "数",     "十",   "の",   "30日", "約", "同", "12月30日に予定",
                                      "(", "1年", "昨年の", "た。", "http", "億1"};
  for (size_t i = 0; i < sizeof piece / sizeof *piece; i++)
    assert_true(seconds_for(tm_slice_of(piece[i]), 1000000 / strlen(piece[i])) < 5.0);
}

static void test_calendar(void **state) {
  (void)state;
  assert_int_equal(tm_days_from_civil(1970, 1, 1), 0);
  assert_int_equal(tm_days_from_civil(2000, 3, 1), 11017);
  for (int32_t days = tm_days_from_civil(1, 1, 1); days < tm_days_from_civil(3000, 1, 1); days += 13) {
    tm_civil c = tm_civil_from_days(days);
    assert_true(tm_date_exists(c.year, c.month, c.day));
    assert_int_equal(tm_days_from_civil(c.year, c.month, c.day), days);
  }
  assert_int_equal(tm_weekday(tm_days_from_civil(2021, 12, 30)), 4);
  assert_int_equal(tm_weekday(tm_days_from_civil(1945, 8, 15)), 3);
  static const struct {
    int32_t ymd, year, week;
  } weeks[] = {{20211230, 2021, 52}, {20220102, 2021, 52}, {20220103, 2022, 1},
               {20210101, 2020, 53}, {20081229, 2009, 1},  {20120101, 2011, 52}};
  for (size_t i = 0; i < sizeof weeks / sizeof *weeks; i++) {
    tm_week week = tm_week_of(tm_days_from_ymd(weeks[i].ymd));
    assert_int_equal(week.year, weeks[i].year);
    assert_int_equal(week.week, weeks[i].week);
  }
  assert_int_equal(tm_month_length(2000, 2), 29);
  assert_int_equal(tm_month_length(1900, 2), 28);
  assert_int_equal(tm_month_length(2021, 13), 0);
  assert_false(tm_ymd_known(0));
  assert_false(tm_ymd_known(20210229));
  assert_true(tm_ymd_known(20240229));
  assert_int_equal(tm_month_add(2021, 11, 3).month, 2);
  assert_int_equal(tm_month_add(2022, 1, -1).year, 2021);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_absolute),   cmocka_unit_test(test_relative),       cmocka_unit_test(test_nearest),
      cmocka_unit_test(test_weekdays),   cmocka_unit_test(test_narrated),       cmocka_unit_test(test_time_of_day),
      cmocka_unit_test(test_lengths),    cmocka_unit_test(test_sets),           cmocka_unit_test(test_edges),
      cmocka_unit_test(test_ranges),     cmocka_unit_test(test_without_anchor), cmocka_unit_test(test_silence),
      cmocka_unit_test(test_days_meant), cmocka_unit_test(test_future_hint),    cmocka_unit_test(test_any_order),
      cmocka_unit_test(test_linear),     cmocka_unit_test(test_calendar),
  };
  if (setjmp(no_memory)) return 1;
  return cmocka_run_group_tests(tests, setup, teardown);
}
