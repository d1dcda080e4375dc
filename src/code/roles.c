/* code: who fills a case of a predicate: from surface cases through voice to actors. See reading.h. */
#include "code/reading.h"

void tm_parties_add(tm_parties *parties, uint32_t actor) {
  for (size_t i = 0; i < parties->count; i++)
    if (parties->actor[i] == actor) return;
  if (parties->count < TM_PARTIES) parties->actor[parties->count++] = actor;
}

void tm_parties_join(tm_parties *parties, const tm_parties *more) {
  for (size_t i = 0; i < more->count; i++) tm_parties_add(parties, more->actor[i]);
}

static bool within(const tm_reading *reading, const tm_parties *a, const tm_parties *b) {
  for (size_t i = 0; i < a->count; i++) {
    const tm_actor *x = tm_scene_actor(reading->scene, a->actor[i]);
    bool found = false;
    for (size_t k = 0; k < b->count && !found; k++) {
      const tm_actor *y = tm_scene_actor(reading->scene, b->actor[k]);
      found = tm_slice_equal(x->code, y->code) && tm_slice_equal(x->org, y->org);
    }
    if (!found) return false;
  }
  return true;
}

bool tm_parties_same(const tm_reading *reading, const tm_parties *a, const tm_parties *b) {
  return within(reading, a, b) && within(reading, b, a);
}

/* One past the number at `from` with its counters: 若者|数千|人, 弾|100|発. */
static uint32_t past_number(const tm_parsed *parsed, const tm_bunsetsu *b, uint32_t from) {
  uint32_t i = from;
  for (; i < b->last; i++) {
    const tm_morph *m = &parsed->morphs[i];
    bool number = m->tag.pos == TM_POS_NOUN && m->tag.sub == TM_SUB_NUMERAL,
         counter = m->tag.pos == TM_POS_SUFFIX && m->tag.sub == 3;
    bool short_unit =
        i > from && m->tag.pos == TM_POS_NOUN && m->end - m->start == 1; /* what the tagger does not know to count */
    if (!number && !counter && !short_unit) break;
  }
  return i;
}

/* Whether the bunsetsu only counts: 5人, 約2万人, 数十発. */
static bool is_count(const tm_parsed *parsed, const tm_bunsetsu *b) {
  static const char *const about[] = {"約", "計", "数", "延べ", "総勢", "およそ", "総計", "推定", NULL};
  uint32_t i = b->first;
  for (int k = 0; about[k] && i == b->first; k++) i += tm_morphs_are(parsed, i, i + 1, about[k]);
  return i < b->last && parsed->morphs[i].tag.pos == TM_POS_NOUN && parsed->morphs[i].tag.sub == TM_SUB_NUMERAL &&
         past_number(parsed, b, i) > b->content; /* 300|人を, but not 8|人|射殺 */
}

/* Nouns that only say how much of another: 報道の一部, 国民の大半. */
static bool is_share(const tm_parsed *parsed, const tm_bunsetsu *b) {
  static const char *const words[] = {"一部",     "大半", "大部分", "多く", "大多数", "半数",   "半分", "すべて", "全て",
                                      "ほとんど", "全員", "全部",   "過半", "一人",   "ひとり", "大勢", "多数",   NULL};
  if (b->content != b->first) return false;
  for (int i = 0; words[i]; i++)
    if (tm_morphs_are(parsed, b->content, b->content + 1, words[i])) return true;
  return false;
}

/* The bunsetsu in which the quoted name that this one ends begins: 「法と|正義」は; -1 if it ends none. */
static int32_t quoted_name(const tm_parsed *parsed, int32_t bunsetsu) {
  static const char *const open[] = {"「", "『", "“", NULL};
  const tm_bunsetsu *b = &parsed->bunsetsu[bunsetsu];
  bool closed = false;
  for (uint32_t i = b->content + 1; i < b->last && !closed; i++)
    closed = parsed->morphs[i].tag.pos == TM_POS_SPECIAL && parsed->morphs[i].tag.sub == TM_SUB_CLOSE;
  for (int32_t k = bunsetsu; closed && k >= 0 && k > bunsetsu - 5; k--) {
    uint32_t first = parsed->bunsetsu[k].first;
    for (int i = 0; open[i]; i++)
      if (tm_morphs_are(parsed, first, first + 1, open[i])) return k;
  }
  return -1;
}

static int32_t find_counted(const tm_reading *reading, int32_t bunsetsu) {
  const tm_parsed *parsed = &reading->parsed;
  const tm_bunsetsu *b = &parsed->bunsetsu[bunsetsu];
  bool gloss = parsed->chars->code[parsed->morphs[b->first].start] == '('; /* 協力会議|(APEC)が */
  int32_t named = quoted_name(parsed, bunsetsu), first = named >= 0 ? named : bunsetsu;
  if (is_share(parsed, b)) {
    int32_t child[TM_FILLERS];
    size_t n = tm_clauses_children(&reading->clauses, (uint32_t)bunsetsu, TM_CASE_NO, child, TM_FILLERS);
    return n && child[0] + 1 == bunsetsu && reading->clauses.phrases[child[0]].nominal ? child[0] : bunsetsu;
  }
  if (first == 0 || (named < 0 && !gloss && !is_count(parsed, b))) return bunsetsu;
  const tm_phrase *before = &reading->clauses.phrases[first - 1];
  if (named < 0 && before->head == bunsetsu && !before->nominal && first > 1 && parsed->bunsetsu[first - 1].first + 1 == b->first)
    before--; /* 兵士|およそ|300人を, 市民|少なくとも|5人 */
  int32_t noun = (int32_t)(before - reading->clauses.phrases);
  const tm_morph *end = &parsed->morphs[parsed->bunsetsu[noun].last - 1];
  if (named >= 0 && end->tag.pos == TM_POS_SPECIAL) return bunsetsu; /* 演習、「…」 */
  bool hangs = before->head >= first && before->head <= bunsetsu;
  return before->case_ == TM_CASE_BARE && before->nominal && hangs ? noun : bunsetsu;
}

/* The last morpheme of a bunsetsu's head noun: before a gloss (サミット|(EAS)) or a number (ロケット弾|100発), with the suffix that makes
 * a noun of its own (無力|化, 可能|性). What only counts is its own head (約|10万|人). */
uint32_t tm_head_end(const tm_parsed *parsed, const tm_bunsetsu *b) {
  uint32_t gloss = 0;
  bool count = is_count(parsed, b);
  for (uint32_t i = b->first + 1; i <= b->content && !count; i++) {
    const tm_morph *m = &parsed->morphs[i];
    bool number = m->tag.pos == TM_POS_NOUN && m->tag.sub == TM_SUB_NUMERAL;
    if (number) {
      uint32_t past = past_number(parsed, b, i);
      if (past > b->content) return (gloss ? gloss : i) - 1;
      i = past - 1; /* 兵士|8|人|射殺: the head comes after the number */
    }
    if (parsed->chars->code[m->start] == '(') gloss = i;
    if (parsed->chars->code[m->start] == ')') gloss = 0; /* 機構(NATO)加盟国 */
  }
  if (gloss) return gloss - 1;
  if (count) { /* 7|人 is of 人 */
    uint32_t past = past_number(parsed, b, b->content);
    return past > b->content + 1 ? past - 1 : b->content;
  }
  const tm_morph *content = &parsed->morphs[b->content];
  if (b->content + 1 >= b->last) return b->content;
  const tm_morph *next = content + 1;
  bool suffix = next->tag.pos == TM_POS_SUFFIX && next->tag.form == TM_FORM_NONE;
  bool made = content->tag.pos == TM_POS_ADJECTIVE || content->tag.pos == TM_POS_VERB ||
              tm_morphs_are(parsed, b->content + 1, b->content + 2, "化");
  return suffix && made ? b->content + 1 : b->content;
}

static const tm_head *head_of(const tm_reading *reading, int32_t bunsetsu) {
  const tm_parsed *parsed = &reading->parsed;
  tm_head *head = &reading->heads[bunsetsu];
  if (head->known) return head;
  head->counted = find_counted(reading, bunsetsu);
  const tm_bunsetsu *b = &parsed->bunsetsu[head->counted];
  head->start = parsed->morphs[b->first].start, head->end = parsed->morphs[tm_head_end(parsed, b)].end;
  head->known = true;
  return head;
}

int32_t tm_counted_noun(const tm_reading *reading, int32_t bunsetsu) { return head_of(reading, bunsetsu)->counted; }

const uint16_t *tm_head_noun(const tm_reading *reading, int32_t bunsetsu, size_t *length) {
  const tm_head *head = head_of(reading, bunsetsu);
  *length = head->end - head->start;
  return reading->parsed.chars->code + head->start;
}

/* The actors of a mention and of the list that it ends, in the order of the text. */
static void add_mention(const tm_reading *reading, int32_t mention, tm_parties *out) {
  int32_t list[TM_PARTIES];
  size_t n = 0;
  for (; mention >= 0 && n < TM_PARTIES; mention = reading->mentions.items[mention].joined) list[n++] = mention;
  while (n-- > 0) {
    const tm_mention *m = &reading->mentions.items[list[n]];
    for (size_t i = 0; i < m->actor_count; i++) tm_parties_add(out, m->actors[i]);
  }
}

/* Nouns that stand for the party named before them: 政府の幹部, 軍の部隊, 国連側. */
static bool transparent(const tm_reading *reading, int32_t bunsetsu) {
  const tm_parsed *parsed = &reading->parsed;
  const tm_bunsetsu *b = &parsed->bunsetsu[bunsetsu];
  const tm_morph *content = &parsed->morphs[b->content];
  static const char *const bodies[] = {"会",   "団体", "組織", "協会", "連盟", "同盟", "連合", "機構", "組合", "教会",
                                       "財団", "基金", "局",   "庁",   "署",   "省",   "隊",   "党",   "派",   "側",
                                       "筋",   "当局", "陣営", "勢力", "団",   "院",   "裁",   "社",   NULL};
  for (int i = 0; bodies[i]; i++)
    if (tm_morphs_are(parsed, b->content, b->content + 1, bodies[i])) return true;
  if (b->content + 1 < b->last) /* 韓国禁煙運動協議|会 */
    for (int i = 0; bodies[i]; i++)
      if (tm_morphs_are(parsed, b->content + 1, b->content + 2, bodies[i])) return true;
  return content->category & (TM_CATEGORY_PERSON | TM_CATEGORY_ORGANIZATION);
}

static bool covers_head(const tm_reading *reading, int32_t bunsetsu, const tm_mention *m) {
  const tm_parsed *parsed = &reading->parsed;
  const tm_bunsetsu *b = &parsed->bunsetsu[bunsetsu];
  const tm_morph *content = &parsed->morphs[b->content];
  if (m->end >= content->end || m->end > content->start) return true;
  for (uint32_t i = b->first + 1; i <= b->content; i++) /* 銀行|7|行 */
    if (parsed->morphs[i].start == m->end && parsed->morphs[i].tag.sub == TM_SUB_NUMERAL &&
        parsed->morphs[i].tag.pos == TM_POS_NOUN)
      return true;
  /* what follows is only a suffix, a number or a bracket */
  for (uint32_t i = b->content; i > b->first && parsed->morphs[i].start >= m->end; i--) {
    const tm_morph *x = &parsed->morphs[i];
    bool light = x->tag.pos == TM_POS_SUFFIX || x->tag.pos == TM_POS_SPECIAL || x->tag.sub == TM_SUB_NUMERAL ||
                 x->tag.pos == TM_POS_PARTICLE;
    if (x->tag.pos == TM_POS_NOUN && x->tag.sub != TM_SUB_NUMERAL) light = false;
    if (!light) return false;
  }
  return true;
}

/* Where the mention ends that a bunsetsu is in the midst of: 罷免した|議会の|幹部, 拘束された|米国人|5人. Itself if it is in none. */
static int32_t end_of_mention(const tm_reading *reading, int32_t bunsetsu) {
  if (reading->mention_in[bunsetsu] >= 0) return bunsetsu;
  const tm_parsed *parsed = &reading->parsed;
  uint32_t at = parsed->morphs[parsed->bunsetsu[bunsetsu].content].start;
  for (int32_t b = bunsetsu + 1; b < (int32_t)parsed->bunsetsu_count && b <= bunsetsu + 2; b++) {
    int32_t mention = reading->mention_in[b];
    if (mention >= 0) return reading->mentions.items[mention].start <= at ? b : bunsetsu;
  }
  return bunsetsu;
}

/* 両国の外相, 両軍の司令官: of each of the two. */
static bool of_both(const tm_reading *reading, int32_t bunsetsu, tm_parties *out) {
  int32_t owner[TM_FILLERS];
  size_t n = tm_clauses_children(&reading->clauses, (uint32_t)bunsetsu, TM_CASE_NO, owner, TM_FILLERS);
  int32_t mention = n ? reading->mention_in[owner[0]] : -1;
  if (mention < 0 || !reading->mentions.items[mention].anaphor || reading->mentions.items[mention].actor_count != 2) return false;
  add_mention(reading, mention, out);
  return true;
}

/* A、B、Cの|3か国: the list. */
static bool counted_list(const tm_reading *reading, int32_t bunsetsu, tm_parties *out) {
  static const char *const units[] = {"国", "か国", "カ国", "ヵ国", "ヶ国", "ケ国", "箇国",
                                      "者", "首脳", "社",   "団体", "政府", NULL};
  const tm_parsed *parsed = &reading->parsed;
  const tm_bunsetsu *b = &parsed->bunsetsu[bunsetsu];
  const tm_morph *first = &parsed->morphs[b->first];
  if (first->tag.pos != TM_POS_NOUN || first->tag.sub != TM_SUB_NUMERAL || b->first == b->content + 1u) return false;
  bool group = false;
  for (int i = 0; units[i]; i++)
    group = group || (b->first + 1 < b->last && tm_morphs_are(parsed, b->first + 1, b->first + 2, units[i])) ||
            tm_base_is(parsed, b->content, units[i]);
  int32_t child[TM_FILLERS];
  size_t n = group ? tm_clauses_children(&reading->clauses, (uint32_t)bunsetsu, TM_CASE_NO, child, TM_FILLERS) : 0;
  int32_t mention = n ? reading->mention_in[child[0]] : -1;
  if (mention < 0 || reading->mentions.items[mention].joined < 0) return false;
  add_mention(reading, mention, out);
  return true;
}

bool tm_bunsetsu_actors(const tm_reading *reading, int32_t bunsetsu, tm_parties *out) {
  if (reading->mention_in[bunsetsu] < 0 && counted_list(reading, bunsetsu, out)) return true;
  if (reading->mention_in[bunsetsu] < 0) bunsetsu = tm_counted_noun(reading, bunsetsu);
  int32_t mention = reading->mention_in[bunsetsu];
  if (mention < 0) return false;
  const tm_mention *m = &reading->mentions.items[mention];
  if (!covers_head(reading, bunsetsu, m)) return false;
  if (m->prefix && m->prefix != 0x5BFE) return false;
  if (m->guessed && of_both(reading, bunsetsu, out)) return true;
  add_mention(reading, mention, out);
  return true;
}

bool tm_bunsetsu_owner(const tm_reading *reading, int32_t bunsetsu, tm_parties *out) {
  size_t before = out->count;
  int32_t mention = reading->mention_in[bunsetsu];
  if (mention >= 0 && !covers_head(reading, bunsetsu, &reading->mentions.items[mention]) &&
      !reading->mentions.items[mention].prefix)
    add_mention(reading, mention, out);
  bunsetsu = tm_counted_noun(reading, bunsetsu);
  static const uint8_t cases[] = {TM_CASE_NIYOTTE, TM_CASE_NO, TM_CASE_KARA, TM_CASE_NITAISHI, TM_CASE_HE, TM_CASE_TO};
  for (size_t c = 0; c < sizeof cases && out->count == before; c++) {
    int32_t child[TM_FILLERS];
    size_t n = tm_clauses_children(&reading->clauses, (uint32_t)bunsetsu, (tm_case)cases[c], child, TM_FILLERS);
    for (size_t i = 0; i < n && out->count == before; i++)
      if (!tm_bunsetsu_actors(reading, child[i], out)) tm_bunsetsu_owner(reading, child[i], out);
  }
  if (out->count == before) { /* 米国が出した提案 */
    for (int32_t c = reading->clauses.first_child[bunsetsu]; c >= 0 && out->count == before;
         c = reading->clauses.next_sibling[c]) {
      int32_t index = reading->clauses.phrases[c].predicate;
      if (index < 0 || reading->clauses.predicates[index].role != TM_CLAUSE_RELATIVE ||
          reading->clauses.predicates[index].passive)
        continue;
      int32_t child[TM_FILLERS];
      size_t n = tm_clauses_children(&reading->clauses, (uint32_t)c, TM_CASE_GA, child, TM_FILLERS);
      for (size_t i = 0; i < n && out->count == before; i++) tm_bunsetsu_actors(reading, child[i], out);
    }
  }
  return out->count > before;
}

/* A、Bと of a list that goes on: its members are told with the last one. */
static bool goes_on(const tm_reading *reading, int32_t bunsetsu) {
  int32_t mention = reading->mention_in[bunsetsu];
  return mention >= 0 && (size_t)mention + 1 < reading->mentions.count && reading->mentions.items[mention + 1].joined == mention;
}

static bool first_actors(const tm_reading *reading, const int32_t *bunsetsu, size_t n, tm_parties *out) {
  for (size_t i = 0; i < n; i++)
    if (!goes_on(reading, bunsetsu[i]) && tm_bunsetsu_actors(reading, bunsetsu[i], out)) return true;
  for (size_t i = 0; i < n; i++)
    if (transparent(reading, bunsetsu[i]) && tm_bunsetsu_owner(reading, bunsetsu[i], out)) return true;
  for (size_t i = 0; i < n; i++) { /* 警察署、空港への攻撃: the list's other members */
    for (int32_t c = reading->clauses.first_child[bunsetsu[i]]; c >= 0; c = reading->clauses.next_sibling[c]) {
      uint8_t mark = reading->clauses.phrases[c].case_;
      if ((mark == TM_CASE_TO || mark == TM_CASE_BARE) && reading->parsed.bunsetsu[c].link == TM_LINK_PARALLEL &&
          tm_bunsetsu_actors(reading, c, out))
        return true;
    }
  }
  return false;
}

static bool is_document(const tm_reading *reading, int32_t bunsetsu) {
  static const char *const nouns[] = {"声明",   "草案", "案",   "報告", "報告書", "文書", "決議", "書簡", "宣言", "提案", "要求",
                                      "方針",   "政策", "措置", "発言", "演説",   "部隊", "艦隊", "機",   "艦",   "船",   "幹部",
                                      "指導部", "議案", "協定", "条約", "声",     "政権", "首脳", "側",   NULL};
  const tm_parsed *parsed = &reading->parsed;
  uint32_t content = parsed->bunsetsu[bunsetsu].content;
  for (int i = 0; nouns[i]; i++)
    if (tm_base_is(parsed, content, nouns[i])) return true;
  return false;
}

static int bracket_depth(const tm_reading *reading, uint32_t bunsetsu) {
  const uint16_t *code = reading->parsed.chars->code;
  uint32_t end = reading->parsed.morphs[reading->parsed.bunsetsu[bunsetsu].content].start;
  int depth = 0;
  for (uint32_t i = 0; i < end; i++) {
    if (code[i] == 0x300C) depth++;
    if (code[i] == 0x300D && depth > 0) depth--;
  }
  return depth;
}

/* A topic before the predicate that the parser hung elsewhere; in a headline also the first noun with a comma. */
static bool leading_topic(const tm_reading *reading, const tm_predicate *p, tm_parties *out) {
  /* 米国、…を解除する方針: what ends the sentence as a plan is its act */
  bool plan =
      p->role == TM_CLAUSE_RELATIVE && p->noun == (int32_t)reading->parsed.bunsetsu_count - 1 && reading->mention_in[p->noun] < 0;
  if (p->role == TM_CLAUSE_RELATIVE && !plan) return false;
  int depth = bracket_depth(reading, p->bunsetsu);
  for (uint32_t b = p->bunsetsu, seen = 0; b-- > 0 && seen < 40; seen++) {
    const tm_phrase *phrase = &reading->clauses.phrases[b];
    bool comma = reading->headline && phrase->case_ == TM_CASE_BARE && b < 3;
    if (phrase->case_ != TM_CASE_TOPIC && !comma) continue;
    if (reading->mention_in[b] < 0 || bracket_depth(reading, b) != depth) continue;
    if (tm_bunsetsu_actors(reading, (int32_t)b, out)) return true;
    if (is_document(reading, (int32_t)b) && tm_bunsetsu_owner(reading, (int32_t)b, out)) return true;
  }
  return false;
}

/* A subject before the predicate that the parser hung elsewhere: …が、 with a comma, or on a noun. */
static bool stray_subject(const tm_reading *reading, const tm_predicate *p, bool near, tm_parties *out) {
  if (p->role == TM_CLAUSE_RELATIVE) return false;
  int depth = bracket_depth(reading, p->bunsetsu);
  const tm_phrase *phrases = reading->clauses.phrases;
  for (uint32_t b = p->bunsetsu, seen = 0; b-- > 0 && seen < 16; seen++) {
    if (phrases[b].case_ != TM_CASE_GA || reading->mention_in[b] < 0 || bracket_depth(reading, b) != depth) continue;
    const tm_morph *last = &reading->parsed.morphs[reading->parsed.bunsetsu[b].last - 1];
    bool comma = last->tag.pos == TM_POS_SPECIAL && reading->parsed.chars->code[last->end - 1] == 0x3001;
    int32_t head = phrases[b].head;
    bool astray = head >= 0 && head < (int32_t)p->bunsetsu && phrases[head].predicate < 0;
    if (head >= 0 && head < (int32_t)p->bunsetsu && phrases[head].predicate >= 0) { /* ロシアが…10万人とされる部隊を */
      const tm_predicate *q = &reading->clauses.predicates[phrases[head].predicate];
      astray = q->role == TM_CLAUSE_RELATIVE && q->passive &&
               (tm_base_is(&reading->parsed, q->morph, "する") || tm_base_is(&reading->parsed, q->morph, "みる") ||
                tm_base_is(&reading->parsed, q->morph, "いう"));
    }
    if (near) { /* only what stands in this clause, after the one before */
      for (uint32_t k = b + 1; k < p->bunsetsu; k++)
        if (phrases[k].predicate >= 0) return false;
    }
    if (!comma && !astray) continue;
    return tm_bunsetsu_actors(reading, (int32_t)b, out);
  }
  return false;
}

/* The noun that an active relative clause modifies as its object: 拘束している|記者. -1 if it is none. */
static int32_t relative_object(const tm_reading *reading, const tm_predicate *p) {
  int32_t object[TM_FILLERS];
  if (p->role != TM_CLAUSE_RELATIVE || p->passive || p->noun < 0 || reading->mention_in[p->noun] < 0) return -1;
  if (tm_clauses_children(&reading->clauses, p->bunsetsu, TM_CASE_WO, object, TM_FILLERS)) return -1;
  const tm_target *target = tm_arguments_of(reading->arguments, p->bunsetsu);
  if (!target) return -1;
  uint32_t noun = (uint32_t)p->noun;
  return tm_argument_score(target, noun, TM_ARGUMENT_WO) > tm_argument_score(target, noun, TM_ARGUMENT_GA) ? p->noun : -1;
}

/* What the learnt model of arguments takes for the subject. */
static bool learnt_subject(const tm_reading *reading, const tm_predicate *p, tm_parties *out) {
  if (!reading->mentions.count) return false;
  const tm_target *target = tm_arguments_of(reading->arguments, p->bunsetsu);
  if (!target || target->filler[TM_ARGUMENT_GA] < 0) return false;
  int32_t b = target->filler[TM_ARGUMENT_GA];
  int32_t mention = reading->mention_in[b];
  if (mention >= 0 && reading->mentions.items[mention].kind == TM_MENTION_PLACE) return false;
  return tm_bunsetsu_actors(reading, b, out);
}

bool tm_subject_actors(const tm_reading *reading, const tm_predicate *p, bool explicit_only, tm_parties *out, bool *blocked) {
  int32_t filler[TM_FILLERS];
  size_t n = tm_clauses_fillers(&reading->clauses, p, TM_CASE_GA, filler);
  bool own = n > 0 && reading->clauses.phrases[filler[0]].head == (int32_t)p->bunsetsu &&
             reading->clauses.phrases[filler[0]].case_ == TM_CASE_GA;
  if (!own && stray_subject(reading, p, true, out)) return true;
  int32_t object = relative_object(reading, p);
  bool things_pass = *blocked; /* the subject told is part of the predicate: 意見が一致する */
  *blocked = false;
  for (size_t i = 0; i < n; i++) {
    const tm_phrase *phrase = &reading->clauses.phrases[filler[i]];
    if (*blocked && phrase->case_ != TM_CASE_TOPIC) continue;
    if (filler[i] == object) continue;
    if ((uint32_t)filler[i] > p->bunsetsu) filler[i] = end_of_mention(reading, filler[i]);
    int32_t mention = reading->mention_in[filler[i]];
    if (mention >= 0 && reading->mentions.items[mention].kind == TM_MENTION_PLACE) continue; /* a place does not act */
    if (tm_bunsetsu_actors(reading, filler[i], out)) return true;
    if ((is_document(reading, filler[i]) || transparent(reading, filler[i])) && tm_bunsetsu_owner(reading, filler[i], out))
      return true;
    if (phrase->case_ == TM_CASE_GA && phrase->head == (int32_t)p->bunsetsu && !things_pass) *blocked = true;
  }
  if (learnt_subject(reading, p, out)) return true;
  if (*blocked) return false;
  if (stray_subject(reading, p, false, out) || leading_topic(reading, p, out)) return true;
  if (explicit_only) return false;
  uint32_t omitted[TM_PARTIES];
  size_t count = tm_scene_omitted(reading->scene, omitted, TM_PARTIES);
  for (size_t i = 0; i < count; i++) tm_parties_add(out, omitted[i]);
  return count > 0;
}

/* A phrase of that case in the predicate's own clause that the parser hung elsewhere. A hearer (に対し) may stand further off. */
static bool nearby(const tm_reading *reading, const tm_predicate *p, tm_case wanted, tm_parties *out) {
  if (wanted != TM_CASE_TO && wanted != TM_CASE_NI && wanted != TM_CASE_NITAISHI && wanted != TM_CASE_WO) return false;
  const tm_phrase *phrases = reading->clauses.phrases;
  uint32_t far =
      wanted == TM_CASE_NITAISHI || (wanted == TM_CASE_NI && p->role != TM_CLAUSE_RELATIVE && p->kind != TM_PREDICATE_NOUN) ? 24
                                                                                                                            : 8;
  bool crossed = false; /* another clause lies between */
  for (uint32_t b = p->bunsetsu; b-- > 0 && p->bunsetsu - b <= far;) {
    bool hearer = wanted == TM_CASE_NI && phrases[b].case_ == TM_CASE_NI && reading->mention_in[b] >= 0 &&
                  reading->parsed.chars->code[reading->parsed.morphs[reading->parsed.bunsetsu[b].last - 1].end - 1] ==
                      0x3001; /* 大統領に、 */
    if (hearer && tm_bunsetsu_actors(reading, (int32_t)b, out)) return true;
    if (phrases[b].predicate >= 0 && far > 8) {
      crossed = true;
      continue;
    }
    if (crossed && wanted == TM_CASE_NI) continue;
    if (phrases[b].predicate >= 0 && wanted != TM_CASE_NITAISHI) {
      if (reading->clauses.predicates[phrases[b].predicate].kind == TM_PREDICATE_ADJECTIVE) continue;
      return false;
    }
    if (phrases[b].case_ == wanted && p->bunsetsu - b <= (wanted == TM_CASE_NITAISHI ? 24u : 8u) &&
        !goes_on(reading, (int32_t)b) && phrases[b].head <= (int32_t)p->bunsetsu + 2 &&
        tm_bunsetsu_actors(reading, (int32_t)b, out))
      return true;
  }
  return false;
}

/* Surface fillers of a case, through voice. */
static bool surface(const tm_reading *reading, const tm_predicate *p, int32_t noun, tm_case wanted, tm_parties *out) {
  int32_t filler[TM_FILLERS];
  size_t n = 0;
  if (noun >= 0) {
    n = tm_clauses_children(&reading->clauses, (uint32_t)noun, wanted, filler, TM_FILLERS);
    if (first_actors(reading, filler, n, out)) return true;
  }
  n = tm_clauses_fillers(&reading->clauses, p, wanted, filler);
  if (first_actors(reading, filler, n, out)) return true;
  int32_t object = wanted == TM_CASE_WO && n == 0 ? relative_object(reading, p) : -1;
  if (object >= 0) object = end_of_mention(reading, object);
  if (object >= 0 && first_actors(reading, &object, 1, out)) return true;
  return n == 0 && nearby(reading, p, wanted, out);
}

bool tm_case_actors(const tm_reading *reading, const tm_predicate *p, int32_t noun, tm_case wanted, tm_parties *out) {
  int32_t filler[TM_FILLERS];
  size_t n, before = out->count;
  switch (wanted) {
  case TM_CASE_NONE: return false;
  case TM_CASE_WO_OWNER:
  case TM_CASE_NI_OWNER:
  case TM_CASE_GA_OWNER: {
    tm_case base = wanted == TM_CASE_WO_OWNER ? TM_CASE_WO : wanted == TM_CASE_NI_OWNER ? TM_CASE_NI : TM_CASE_GA;
    if (p->passive && base == TM_CASE_WO) base = TM_CASE_GA;
    n = tm_clauses_fillers(&reading->clauses, p, base, filler);
    for (size_t i = 0; i < n; i++)
      if (tm_bunsetsu_owner(reading, filler[i], out)) return true;
    return false;
  }
  case TM_CASE_HOME: return false;
  case TM_CASE_NO:
    return noun >= 0 ? tm_bunsetsu_owner(reading, noun, out) : tm_bunsetsu_owner(reading, (int32_t)p->bunsetsu, out);
  case TM_CASE_NOAIDA: /* 米国とロシアとの間で */
    if (noun >= 0 && tm_case_actors(reading, p, -1, TM_CASE_NOAIDA, out)) return true;
    for (int32_t c = reading->clauses.first_child[noun >= 0 ? (uint32_t)noun : p->bunsetsu]; c >= 0;
         c = reading->clauses.next_sibling[c]) {
      if (!tm_base_is(&reading->parsed, reading->parsed.bunsetsu[c].content, "間") &&
          !tm_base_is(&reading->parsed, reading->parsed.bunsetsu[c].content, "あいだ"))
        continue;
      static const uint8_t marks[] = {TM_CASE_TO, TM_CASE_NO};
      for (size_t i = 0; i < sizeof marks; i++) {
        n = tm_clauses_children(&reading->clauses, (uint32_t)c, (tm_case)marks[i], filler, TM_FILLERS);
        for (size_t k = 0; k < n; k++) tm_bunsetsu_actors(reading, filler[k], out);
      }
    }
    return out->count > before;
  case TM_CASE_WO:
    if (p->passive && noun < 0) {
      bool blocked = false;
      return tm_subject_actors(reading, p, true, out, &blocked);
    }
    break;
  case TM_CASE_GA:
    if (p->passive) {
      static const uint8_t agents[] = {TM_CASE_NIYOTTE, TM_CASE_NI, TM_CASE_KARA};
      for (size_t i = 0; i < sizeof agents; i++)
        if (surface(reading, p, noun, (tm_case)agents[i], out)) return true;
      return false;
    }
    break;
  default: break;
  }
  if (surface(reading, p, noun, wanted, out)) return true;
  /* に対し, へ and に stand for each other with event nouns */
  if (wanted == TM_CASE_NI && (surface(reading, p, noun, TM_CASE_NITAISHI, out) || surface(reading, p, noun, TM_CASE_HE, out)))
    return true;
  if (wanted == TM_CASE_NITAISHI && noun >= 0 && surface(reading, p, noun, TM_CASE_HE, out)) return true;
  if (wanted == TM_CASE_WO &&
      (surface(reading, p, noun, TM_CASE_NITAISHI, out) || (noun >= 0 && surface(reading, p, noun, TM_CASE_HE, out))))
    return true;
  return out->count > before;
}
