/* code: what the judge sees of a candidate and of an act, as hashed features: where the mention stands to the predicate, what it
 * is, what the rules made of it, who was spoken of before. See judge.h. */
#include "code/judge.h"
#include "code/parties.h"
#include "parse/way.h"

uint32_t tm_judge_hash(tm_slice text) {
  uint32_t hash = 0x811C9DC5u;
  for (size_t i = 0; i < text.length; i++) hash = (hash ^ (unsigned char)text.data[i]) * 0x01000193u;
  return hash ^ hash >> 15;
}

static uint32_t hash_codes(const uint16_t *code, size_t length) {
  uint32_t hash = 0x811C9DC5u;
  for (size_t i = 0; i < length; i++) hash = (hash ^ code[i]) * 0x01000193u;
  return hash ^ hash >> 15;
}

typedef struct list {
  uint32_t *out;
  uint32_t count, room;
} list;

/* Adds a feature: the parts of a conjunction, the first of which is its number. */
static void add(list *l, const uint32_t *parts, size_t count) {
  uint32_t feature = parts[0];
  for (size_t i = 1; i < count; i++) feature = tm_mix(feature, parts[i]);
  if (l->count < l->room) l->out[l->count++] = feature;
}

#define ADD(l, ...) add((l), (const uint32_t[]){__VA_ARGS__}, sizeof((const uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t))

static bool same_country(const tm_reading *reading, const tm_parties *a, const tm_parties *b) {
  if (!a->count || !b->count) return false;
  const tm_actor *x = tm_scene_actor(reading->scene, a->actor[0]), *y = tm_scene_actor(reading->scene, b->actor[0]);
  return tm_slice_equal(x->code, y->code) && tm_slice_equal(x->org, y->org);
}

static bool contains(const tm_parties *all, const tm_parties *some) {
  for (size_t i = 0; i < some->count; i++) {
    bool found = false;
    for (size_t k = 0; k < all->count && !found; k++) found = all->actor[k] == some->actor[i];
    if (!found) return false;
  }
  return some->count > 0;
}

/* Who or what the act is done to, where no mention tells: category and last characters of the noun. */
static void find_target(const tm_reading *reading, const tm_proposal *proposal, uint32_t *category, uint32_t *noun) {
  const tm_predicate *p = proposal->match.predicate;
  *category = *noun = 0;
  int32_t filler[TM_FILLERS];
  size_t n = 0;
  if (proposal->match.noun >= 0)
    n = tm_clauses_children(&reading->clauses, (uint32_t)proposal->match.noun, TM_CASE_NO, filler, TM_FILLERS);
  if (!n) n = tm_clauses_fillers(&reading->clauses, p, p->passive ? TM_CASE_GA : TM_CASE_WO, filler);
  for (size_t i = 0; i < n; i++) {
    if (filler[i] == proposal->match.noun) continue;
    int32_t b = tm_counted_noun(reading, filler[i]);
    size_t length;
    const uint16_t *head = tm_head_noun(reading, b, &length);
    *category =
        1u + reading->parsed.morphs[reading->parsed.bunsetsu[b].content].category + (reading->mention_in[b] >= 0 ? 256u : 0u);
    *noun = hash_codes(head + (length > 2 ? length - 2 : 0), length > 2 ? 2 : length);
    return;
  }
}

typedef struct frame {
  uint32_t class_, base, rule, voice, cases, light, mode, category, noun, setting;
  const tm_statement *statement;
} frame;

static frame frame_of(const tm_reading *reading, const tm_proposal *proposal) {
  const tm_predicate *p = proposal->match.predicate;
  const tm_predicate_row *row = proposal->match.row;
  frame f = {.class_ = proposal->event.class_, .rule = tm_judge_hash(proposal->event.rule)};
  f.base = hash_codes(p->base, p->base_length);
  f.voice = (uint32_t)p->passive | (uint32_t)p->causative << 1 | (uint32_t)p->kind << 2 |
            (uint32_t)(p->role == TM_CLAUSE_RELATIVE) << 4;
  f.cases = (uint32_t)row->actor[0] | (uint32_t)row->recipient[0] << 8 | (uint32_t)row->recipient[1] << 16;
  f.light = proposal->match.noun < 0 ? 0 : 1u + proposal->match.light * 2u + proposal->match.passive_light;
  f.mode = tm_mix(f.class_, tm_judge_hash(proposal->event.mode));
  find_target(reading, proposal, &f.category, &f.noun);
  uint32_t told[4], here = 0;
  size_t told_count = tm_scene_countries(reading->scene, told, 4);
  for (size_t i = 0; i < reading->mentions.count; i++) {
    const tm_mention *m = &reading->mentions.items[i];
    if (m->guessed || m->anaphor || m->actor_count != 1) continue;
    for (uint32_t k = 0; k < told_count; k++)
      if (tm_slice_equal(tm_scene_actor(reading->scene, m->actors[0])->code, tm_scene_actor(reading->scene, told[k])->code))
        here |= 1u << k;
  }
  f.setting = (uint32_t)told_count << 2 | (uint32_t)(here & (here - 1) ? 2 : here != 0);
  f.statement = tm_enclosing_statement(reading, p);
  return f;
}

static int depth_at(const tm_reading *reading, uint32_t end) {
  const uint16_t *code = reading->parsed.chars->code;
  int depth = 0;
  for (uint32_t i = 0; i < end; i++) {
    if (code[i] == 0x300C) depth++;
    if (code[i] == 0x300D && depth > 0) depth--;
  }
  return depth;
}

/* How the mention stands among the others between it and the predicate. */
static uint32_t rank_of(const tm_reading *reading, const tm_predicate *p, int32_t index, bool subjects) {
  const tm_mention *m = &reading->mentions.items[index];
  const tm_phrase *phrases = reading->clauses.phrases;
  bool before = m->bunsetsu <= p->bunsetsu;
  uint32_t rank = 0;
  int32_t step = before ? 1 : -1;
  for (int32_t i = index + step; i >= 0 && i < (int32_t)reading->mentions.count && rank < 3; i += step) {
    const tm_mention *x = &reading->mentions.items[i];
    if (before ? x->bunsetsu > p->bunsetsu : x->bunsetsu <= p->bunsetsu) break;
    if (subjects ? tm_like_subject(&phrases[x->bunsetsu]) : phrases[x->bunsetsu].case_ == phrases[m->bunsetsu].case_) rank++;
  }
  return rank << 1 | before;
}

/* What the argument model says of a mention as ガ, ヲ or ニ of a word: how likely, and whether the likeliest. */
static uint32_t argument_step(const tm_target *target, uint32_t bunsetsu, tm_argument_case case_) {
  int16_t score = target ? tm_argument_score(target, bunsetsu, case_) : INT16_MIN;
  if (score == INT16_MIN) return 99;
  int step = score / (TM_ARGUMENT_SCALE * 3 / 4);
  return (uint32_t)((step < -4 ? -4 : step > 4 ? 4 : step) + 8) << 1 | (uint32_t)(target->filler[case_] == (int32_t)bunsetsu);
}

static void argument_features(tm_arguments *arguments, const tm_proposal *proposal, const frame *f, const tm_mention *m,
                              uint32_t rules, list *l) {
  const tm_target *own = tm_arguments_of(arguments, proposal->match.predicate->bunsetsu);
  uint32_t ga = argument_step(own, m->bunsetsu, TM_ARGUMENT_GA);
  uint32_t wo = argument_step(own, m->bunsetsu, TM_ARGUMENT_WO);
  uint32_t ni = argument_step(own, m->bunsetsu, TM_ARGUMENT_NI);
  ADD(l, 901, ga, f->voice);
  ADD(l, 902, wo, f->voice);
  ADD(l, 903, ni, f->voice);
  ADD(l, 904, ga, f->class_, f->voice & 1);
  ADD(l, 905, wo, f->class_, f->voice & 1);
  ADD(l, 906, ni, f->class_, f->voice & 1);
  ADD(l, 907, ga, rules);
  ADD(l, 908, wo, ni, f->cases);
  ADD(l, 909, ga, m->kind, f->voice & 1);
  if (proposal->match.noun < 0) return;
  const tm_target *noun = tm_arguments_of(arguments, (uint32_t)proposal->match.noun);
  uint32_t noun_ga = argument_step(noun, m->bunsetsu, TM_ARGUMENT_GA);
  uint32_t noun_wo = argument_step(noun, m->bunsetsu, TM_ARGUMENT_WO);
  uint32_t noun_ni = argument_step(noun, m->bunsetsu, TM_ARGUMENT_NI);
  ADD(l, 911, noun_ga, f->light);
  ADD(l, 912, noun_wo, noun_ni, f->light);
  ADD(l, 913, noun_ga, f->class_);
  ADD(l, 914, noun_wo, f->class_);
  ADD(l, 915, noun_ni, f->class_);
}

/* The words on the way up from a mention: cases of each step, the word it first hangs on, the first predicate met. */
typedef struct trail {
  uint32_t cases, head, predicate, class_, gap;
} trail;

static uint32_t noun_hash(tm_reading *reading, int32_t bunsetsu) {
  size_t length;
  const uint16_t *head = tm_head_noun(reading, bunsetsu, &length);
  return hash_codes(head + (length > 2 ? length - 2 : 0), length > 2 ? 2 : length);
}

static uint32_t word_hash(tm_reading *reading, int32_t bunsetsu) {
  int32_t p = reading->clauses.phrases[bunsetsu].predicate;
  if (p < 0) return noun_hash(reading, bunsetsu);
  return hash_codes(reading->clauses.predicates[p].base, reading->clauses.predicates[p].base_length) + 1;
}

static trail trail_of(tm_reading *reading, const tm_proposal *proposal, const tm_mention *m) {
  const tm_phrase *phrases = reading->clauses.phrases;
  const tm_predicate *p = proposal->match.predicate;
  trail t = {.cases = 7, .head = 1, .predicate = 1, .class_ = 99};
  int32_t b = (int32_t)m->bunsetsu;
  for (int depth = 0; b >= 0 && depth < 6; depth++) {
    if (b == (int32_t)p->bunsetsu || b == proposal->match.noun) {
      t.predicate = 2;
      break;
    }
    if (depth == 1) t.head = word_hash(reading, b);
    int32_t other = phrases[b].predicate;
    if (other >= 0 && depth) {
      const tm_predicate *q = &reading->clauses.predicates[other];
      const tm_match_found *found = tm_matched(reading, q);
      t.predicate = hash_codes(q->base, q->base_length);
      t.class_ = found ? found->row->class_ : 98u;
      break;
    }
    t.cases = tm_mix3(t.cases, phrases[b].case_, phrases[b].topic);
    b = phrases[b].head;
  }
  uint32_t from = m->end, to = proposal->event.start;
  if (m->start >= proposal->event.end) from = proposal->event.end, to = m->start;
  if (to >= from && to - from <= 8) t.gap = tm_mix3(hash_codes(reading->parsed.chars->code + from, to - from), from == m->end, 1);
  return t;
}

static void mention_features(tm_reading *reading, const tm_proposal *proposal, const frame *f, int32_t index, uint32_t rules,
                             list *l) {
  const tm_predicate *p = proposal->match.predicate;
  const tm_mention *m = &reading->mentions.items[index];
  const tm_actor *a = tm_scene_actor(reading->scene, m->actors[0]);
  tm_way w = tm_way_find(&reading->clauses, (int32_t)p->bunsetsu, proposal->match.noun, (int32_t)m->bunsetsu);
  if (m->start >= proposal->event.start && m->end <= proposal->event.end) w.kind = TM_WAY_INSIDE;
  uint32_t depth = w.depth > 2 ? 2 : w.depth, steps = w.steps > 2 ? 2 : w.steps;
  uint32_t way = tm_mix4((uint32_t)w.kind << 8 | depth << 4 | steps, w.top, w.role, 0);
  uint32_t whole = tm_mix3(way, w.own, w.topic);
  uint32_t sector = tm_judge_hash(a->sector), kind = (uint32_t)m->kind << 2 | (uint32_t)m->anaphor << 1 | m->guessed;
  bool in_words = f->statement && m->start >= f->statement->start && m->end <= f->statement->end;
  uint32_t far =
      m->bunsetsu <= p->bunsetsu ? tm_distance_step(p->bunsetsu - m->bunsetsu) : 8 + tm_distance_step(m->bunsetsu - p->bunsetsu);
  const uint16_t *code = reading->parsed.chars->code;
  uint32_t after = m->end < reading->parsed.chars->count ? code[m->end] : 0;
  uint32_t after2 = m->end + 1 < reading->parsed.chars->count ? after << 16 | code[m->end + 1] : after;
  uint32_t number = reading->mentions.count > 3 ? 3 : (uint32_t)reading->mentions.count;
  uint32_t rank = rank_of(reading, p, index, false), subjects = rank_of(reading, p, index, true);
  uint32_t comma = m->end + 1 < reading->parsed.chars->count && code[m->end + 1] == 0x3001;
  bool like_subject = tm_like_subject(&reading->clauses.phrases[m->bunsetsu]);
  int depth_here = depth_at(reading, m->start), depth_there = depth_at(reading, proposal->event.start);
  uint32_t depths = depth_here == depth_there ? 0 : depth_here < depth_there ? 1 : 2;
  trail t = trail_of(reading, proposal, m);
  ADD(l, 1001, t.cases, w.kind);
  ADD(l, 1002, t.cases, w.kind, f->class_);
  ADD(l, 1003, t.cases, w.kind, f->voice);
  ADD(l, 1004, t.cases, w.kind, rules);
  ADD(l, 1005, t.head, w.own, f->class_);
  ADD(l, 1006, t.head, t.cases, w.kind);
  ADD(l, 1007, t.predicate, w.own, w.kind);
  ADD(l, 1008, t.predicate, w.kind, f->class_);
  ADD(l, 1009, t.class_, whole, f->class_);
  ADD(l, 1010, t.class_, w.own, w.role, f->class_);
  if (t.gap) {
    ADD(l, 1011, t.gap);
    ADD(l, 1012, t.gap, f->class_);
    ADD(l, 1013, t.gap, f->light, f->voice);
  }
  ADD(l, 730, w.own, rank, f->voice);
  ADD(l, 731, w.own, rank, w.kind, p->role);
  ADD(l, 732, w.own, rank, f->class_);
  ADD(l, 733, like_subject, subjects, w.kind, p->role);
  ADD(l, 734, like_subject, subjects, f->voice, comma);
  ADD(l, 735, w.own, depths, f->class_);
  ADD(l, 736, whole, depths, comma);
  ADD(l, 737, like_subject, subjects, rules);
  ADD(l, 738, w.own, rank, f->cases, f->voice);
  ADD(l, 739, w.own, rank, kind);
  argument_features(reading->arguments, proposal, f, m, rules, l);
  ADD(l, 701, whole);
  ADD(l, 702, whole, f->class_);
  ADD(l, 703, whole, f->voice);
  ADD(l, 704, whole, f->cases, f->voice);
  ADD(l, 705, way, f->cases, f->class_);
  ADD(l, 706, whole, kind, f->class_);
  ADD(l, 707, way, kind);
  ADD(l, 708, way, sector, f->class_);
  ADD(l, 709, whole, rules);
  ADD(l, 710, way, rules, f->class_);
  ADD(l, 711, whole, f->base);
  ADD(l, 712, whole, f->rule);
  ADD(l, 713, whole, f->light);
  ADD(l, 714, reading->headline, whole, index == 0, number);
  ADD(l, 715, after2, f->class_);
  ADD(l, 716, after2, way);
  ADD(l, 717, m->role_entry, f->class_);
  ADD(l, 718, far, whole);
  ADD(l, 719, far, f->class_);
  ADD(l, 720, number, whole);
  ADD(l, 721, f->statement != NULL, in_words, whole, f->statement ? f->statement->direct : 0);
  ADD(l, 722, f->statement != NULL, in_words, f->class_, proposal->match.row->where);
  ADD(l, 723, m->prefix, f->class_);
  ADD(l, 724, m->prefix, way);
  ADD(l, 725, p->role, whole, f->class_);
  ADD(l, 726, far, rules);
  ADD(l, 727, kind, rules);
  ADD(l, 728, m->kind, f->class_);
  ADD(l, 729, whole, m->actor_count > 1, m->joined >= 0, f->class_);
}

/* How often a candidate acted, was acted on, was acted on by the rules' actor and acted on him, in steps; whether the headline
 * tells of him. */
typedef struct past {
  uint32_t acted, aimed, to, from, headline;
} past;

static past past_of(const tm_reading *reading, const tm_event *e, const tm_candidate *c) {
  const tm_history *history = reading->history;
  uint32_t own = tm_scene_actor(reading->scene, c->parties.actor[0])->party;
  uint32_t actor = e->actors.count ? tm_scene_actor(reading->scene, e->actors.actor[0])->party : 0;
  past p = {0};
  for (size_t i = 0; i < history->count; i++) {
    uint32_t a = history->items[i].actor, r = history->items[i].recipient;
    p.acted += a == own;
    p.aimed += r == own;
    p.to += a == actor && r == own;
    p.from += a == own && r == actor;
    if (history->items[i].headline) p.headline |= (uint32_t)(a == own) | (uint32_t)(r == own) << 1;
  }
  uint32_t *counts[] = {&p.acted, &p.aimed, &p.to, &p.from};
  for (size_t i = 0; i < 4; i++) *counts[i] = *counts[i] > 3 ? 3 : *counts[i];
  return p;
}

static void past_features(const tm_reading *reading, const tm_proposal *proposal, const frame *f, const tm_candidate *c,
                          uint32_t rules, uint32_t from, list *l) {
  past p = past_of(reading, &proposal->event, c);
  uint32_t rank = tm_scene_rank(reading->scene, c->parties.actor[0]), named = c->mention >= 0;
  ADD(l, 921, p.to, p.from, named);
  ADD(l, 922, p.to, p.from, f->class_);
  ADD(l, 923, p.to, p.from, rules);
  ADD(l, 924, p.acted, p.aimed, named);
  ADD(l, 925, p.acted, p.aimed, f->class_);
  ADD(l, 926, p.headline, named, f->class_);
  ADD(l, 927, p.headline, from);
  ADD(l, 928, rank, named, f->class_);
  ADD(l, 929, rank, from);
  ADD(l, 930, rank, rules);
  ADD(l, 931, p.to, p.from, from);
}

static void describe(tm_reading *reading, const tm_proposal *proposal, const frame *f, tm_candidate *c) {
  list l = {c->features, 0, TM_CANDIDATE_FEATURES};
  const tm_event *e = &proposal->event;
  const tm_actor *a = tm_scene_actor(reading->scene, c->parties.actor[0]);
  bool in_actors = contains(&e->actors, &c->parties), in_recipients = contains(&e->recipients, &c->parties);
  bool like_actor = same_country(reading, &c->parties, &e->actors);
  bool unknown = e->actors.count && tm_slice_is(tm_scene_actor(reading->scene, e->actors.actor[0])->code, "UNK");
  bool like_recipient = same_country(reading, &c->parties, &e->recipients);
  /* what the rules say: of this one, and whether they found anybody */
  uint32_t rules = (uint32_t)in_actors | (uint32_t)in_recipients << 1 | (uint32_t)(e->actors.count > 0) << 2 |
                   (uint32_t)(e->recipients.count > 0) << 3 | (uint32_t)like_actor << 4 | (uint32_t)like_recipient << 5 |
                   (uint32_t)unknown << 6;
  uint32_t from = c->source | (uint32_t)(c->mention >= 0), grounds = c->grounds;
  uint32_t sector = tm_judge_hash(a->sector), size = c->parties.count > 2 ? 2 : (uint32_t)c->parties.count;
  uint32_t why = proposal->why ? tm_judge_hash(tm_slice_of(proposal->why)) : 0;
  ADD(&l, 751, f->class_);
  ADD(&l, 752, rules);
  ADD(&l, 753, rules, f->class_);
  ADD(&l, 754, rules, f->cases);
  ADD(&l, 755, rules, from);
  ADD(&l, 756, rules, from, f->class_);
  ADD(&l, 757, rules, f->rule);
  ADD(&l, 758, rules, f->voice);
  ADD(&l, 759, rules, reading->headline, f->voice);
  ADD(&l, 760, rules, why);
  ADD(&l, 761, from, f->class_);
  ADD(&l, 762, from, f->voice);
  ADD(&l, 763, sector, f->class_);
  ADD(&l, 764, sector, rules, f->class_);
  ADD(&l, 765, size, f->class_);
  ADD(&l, 766, size, rules, from);
  ADD(&l, 767, (uint32_t)e->actors.count, (uint32_t)e->recipients.count, rules, f->class_);
  for (uint32_t bit = 1; bit <= TM_FROM_HEADLINE; bit <<= 1)
    if (from & bit) {
      ADD(&l, 768, bit, f->class_);
      ADD(&l, 769, bit, rules);
    }
  ADD(&l, 770, f->statement != NULL, rules, f->class_, proposal->match.row->where);
  ADD(&l, 771, tm_judge_hash(a->code), c->mention >= 0, 0);
  ADD(&l, 772, from, f->mode);
  ADD(&l, 773, rules, f->mode);
  ADD(&l, 774, from, f->category, f->class_);
  ADD(&l, 775, from, f->noun, f->class_);
  ADD(&l, 776, rules, f->category, f->class_);
  ADD(&l, 777, rules, f->noun);
  ADD(&l, 778, from, rules, f->category);
  ADD(&l, 779, from, f->base);
  ADD(&l, 789, from, f->setting);
  ADD(&l, 790, rules, f->setting);
  past_features(reading, proposal, f, c, rules, from, &l);
  if (grounds) {
    ADD(&l, 781, grounds);
    ADD(&l, 782, grounds, sector);
    ADD(&l, 783, grounds, rules);
    ADD(&l, 784, grounds, reading->mentions.items[c->mention].kind, reading->headline);
    ADD(&l, 785, grounds, reading->mentions.items[c->mention].role_entry);
    for (uint32_t bit = 1; bit <= TM_GROUND_TOPIC; bit <<= 1) ADD(&l, 786, bit, (grounds & bit) != 0, sector);
  }
  if (c->mention >= 0) mention_features(reading, proposal, f, c->mention, rules, &l);
  c->count = l.count;
  memset(c->score, 0, sizeof c->score);
  c->source = from;
  c->sector = sector;
  c->setting = f->setting;
}

/* Whether both are named, and how they stand to each other. */
static uint32_t stand(const tm_candidate *a, const tm_candidate *b) {
  uint32_t named = (uint32_t)(a->mention >= 0) | (uint32_t)(b->mention >= 0) << 1;
  if (named != 3) return named;
  uint32_t far = tm_distance_step(a->place < b->place ? b->place - a->place : a->place - b->place);
  return named | (uint32_t)(a->place < b->place) << 2 | (uint32_t)(a->hangs == b->hangs) << 3 |
         (uint32_t)(a->hangs == b->place) << 4 | (uint32_t)(b->hangs == a->place) << 5 | (uint32_t)a->subject << 6 |
         (uint32_t)b->subject << 7 | far << 8;
}

void tm_judge_describe(tm_reading *reading, const tm_proposal *proposal, tm_candidate *candidates, size_t count) {
  frame f = frame_of(reading, proposal);
  for (size_t i = 0; i < count; i++) describe(reading, proposal, &f, &candidates[i]);
}

void tm_judge_pair_features(const tm_candidate *candidates, size_t one, size_t actor, uint8_t class_, uint32_t *out) {
  list l = {out, 0, TM_PAIR_FEATURES};
  const tm_candidate *c = &candidates[one], *a = &candidates[actor];
  bool same = tm_judge_shares_key(c, a), named = c->mention >= 0;
  uint32_t pair = tm_mix3(c->sector, a->sector, same), standing = stand(c, a);
  uint32_t told = (uint32_t)(a->acted_on >> one & 1) | (uint32_t)(c->acted_on >> actor & 1) << 1;
  ADD(&l, 791, same, class_);
  ADD(&l, 792, pair);
  ADD(&l, 793, pair, class_);
  ADD(&l, 794, same, c->source);
  ADD(&l, 795, same, c->source, class_);
  ADD(&l, 796, same, named, c->sector);
  ADD(&l, 797, pair, named);
  ADD(&l, 799, same, c->setting);
  ADD(&l, 787, same, c->setting, c->source);
  ADD(&l, 788, pair, c->setting);
  ADD(&l, 798, same, c->parties.count > 1, class_);
  ADD(&l, 1021, standing, same);
  ADD(&l, 1022, standing, c->case_, a->case_);
  ADD(&l, 1023, told, named, same);
  ADD(&l, 1024, told, class_);
  ADD(&l, 1025, told, c->source);
}

void tm_judge_sure_features(const tm_proposal *proposal, int32_t actor, int32_t recipient, uint32_t *out) {
  list l = {out, 0, TM_SURE_FEATURES};
  const int32_t half = TM_JUDGE_SCALE / 2;
  int32_t a = actor / half, r = recipient / half;
  uint32_t sure = (uint32_t)(a < -6 ? -6 : a > 8 ? 8 : a), aimed = (uint32_t)(r < -6 ? -6 : r > 6 ? 6 : r);
  uint32_t class_ = proposal->event.class_, taken = proposal->why == NULL;
  ADD(&l, 851, sure);
  ADD(&l, 852, sure, class_);
  ADD(&l, 853, sure, taken);
  ADD(&l, 854, aimed, class_);
  ADD(&l, 855, aimed, taken);
  ADD(&l, 856, sure, aimed);
  ADD(&l, 857, sure, proposal->match.predicate->kind);
}

size_t tm_judge_keep_features(tm_reading *reading, const tm_proposal *proposal, uint32_t *out) {
  list l = {out, 0, TM_KEEP_FEATURES};
  const tm_predicate *p = proposal->match.predicate;
  const tm_event *e = &proposal->event;
  frame f = frame_of(reading, proposal);
  uint32_t why = proposal->why ? tm_judge_hash(tm_slice_of(proposal->why)) : 0;
  uint32_t form = (uint32_t)p->role | (uint32_t)p->kind << 4 | (uint32_t)p->past << 6 | (uint32_t)p->progressive << 7 |
                  (uint32_t)p->passive << 8 | (uint32_t)p->negative << 9 | (uint32_t)p->copula << 10 | (uint32_t)p->toward << 11;
  uint32_t mood = (uint32_t)p->desire | (uint32_t)p->volitional << 1 | (uint32_t)p->obligation << 2 | (uint32_t)p->possible << 3 |
                  (uint32_t)p->conjecture << 4 | (uint32_t)p->question << 5 | (uint32_t)p->hearsay << 6 |
                  (uint32_t)p->causative << 7;
  uint32_t words = f.statement ? 1u + f.statement->direct + (f.statement->predicate < 0 ? 2u : 0u) : 0;
  uint32_t parties =
      (uint32_t)(e->actors.count > 2 ? 2 : e->actors.count) << 2 | (uint32_t)(e->recipients.count > 2 ? 2 : e->recipients.count);
  uint32_t noun = 0, mark = 0;
  if (p->noun >= 0) {
    size_t length;
    const uint16_t *head = tm_head_noun(reading, p->noun, &length);
    noun = hash_codes(head + (length > 2 ? length - 2 : 0), length > 2 ? 2 : length);
  }
  if (proposal->match.noun >= 0) mark = 1u + reading->clauses.phrases[proposal->match.noun].case_;
  uint32_t parent =
      p->parent >= 0 ? hash_codes(reading->clauses.predicates[p->parent].base, reading->clauses.predicates[p->parent].base_length)
                     : 1;
  uint32_t actor = e->actors.count ? tm_judge_hash(tm_scene_actor(reading->scene, e->actors.actor[0])->sector) : 1;
  uint32_t recipient = e->recipients.count ? tm_judge_hash(tm_scene_actor(reading->scene, e->recipients.actor[0])->sector) : 1;
  uint32_t last =
      p->tail_end < reading->parsed.morph_count ? reading->parsed.chars->code[reading->parsed.morphs[p->tail_end].start] : 0;
  uint32_t row = (uint32_t)proposal->match.row->where | (uint32_t)(proposal->match.row->condition >= 0) << 2 |
                 (uint32_t)(proposal->match.row->phrase_case != 0) << 3 | (uint32_t)proposal->match.row->negated << 4;
  ADD(&l, 840, f.setting);
  ADD(&l, 841, f.setting, f.class_);
  ADD(&l, 801, f.class_);
  ADD(&l, 802, why);
  ADD(&l, 803, why, f.class_);
  ADD(&l, 804, why, form);
  ADD(&l, 805, why, words, f.class_);
  ADD(&l, 806, f.rule);
  ADD(&l, 807, f.rule, why);
  ADD(&l, 808, f.rule, p->role);
  ADD(&l, 809, f.rule, words);
  ADD(&l, 810, form, f.class_);
  ADD(&l, 811, form, words);
  ADD(&l, 812, form);
  ADD(&l, 813, mood);
  ADD(&l, 814, mood, f.class_);
  ADD(&l, 815, words, f.class_);
  ADD(&l, 816, words, e->status, f.class_, why != 0);
  ADD(&l, 817, parties, f.class_, why != 0);
  ADD(&l, 818, parties, p->kind);
  ADD(&l, 819, noun);
  ADD(&l, 820, noun, p->role);
  ADD(&l, 821, noun, why);
  ADD(&l, 822, f.light, f.class_, mark);
  ADD(&l, 823, f.light, why);
  ADD(&l, 824, parent, p->role);
  ADD(&l, 825, parent, p->role, f.class_);
  ADD(&l, 826, actor, f.class_);
  ADD(&l, 827, recipient, f.class_);
  ADD(&l, 828, actor, recipient, f.class_);
  ADD(&l, 829, reading->headline, form, f.class_);
  ADD(&l, 830, reading->headline, why, p->kind);
  ADD(&l, 831, e->status, f.class_);
  ADD(&l, 832, e->status, form);
  ADD(&l, 833, f.base);
  ADD(&l, 834, f.base, p->role);
  ADD(&l, 835, last, p->role);
  ADD(&l, 836, last, p->kind, f.class_);
  ADD(&l, 837, row, f.class_);
  ADD(&l, 838, row, why);
  static const tm_case aims[] = {TM_CASE_NI, TM_CASE_NITAISHI, TM_CASE_WO, TM_CASE_HE, TM_CASE_TO};
  for (size_t i = 0; i < sizeof aims / sizeof *aims; i++) {
    int32_t filler[TM_FILLERS];
    size_t n = 0;
    if (proposal->match.noun >= 0)
      n = tm_clauses_children(&reading->clauses, (uint32_t)proposal->match.noun, aims[i], filler, TM_FILLERS);
    if (!n) n = tm_clauses_fillers(&reading->clauses, p, aims[i], filler);
    uint32_t head = 1, category = 0;
    if (n && filler[0] != proposal->match.noun) {
      head = noun_hash(reading, filler[0]);
      category = 1u + reading->parsed.morphs[reading->parsed.bunsetsu[filler[0]].content].category +
                 (reading->mention_in[filler[0]] >= 0 ? 256u : 0u);
    }
    ADD(&l, 860, (uint32_t)i, head);
    ADD(&l, 861, (uint32_t)i, head, f.class_);
    ADD(&l, 862, (uint32_t)i, category, f.class_);
    ADD(&l, 863, (uint32_t)i, category, f.rule);
  }
  ADD(&l, 864, f.category, f.class_);
  ADD(&l, 865, f.noun, f.class_);
  ADD(&l, 839, e->mode.length ? tm_judge_hash(e->mode) : 0, f.class_);
  return l.count;
}

void tm_judge_real_features(const tm_reading *reading, const tm_proposal *proposal, uint32_t *out) {
  list l = {out, 0, TM_REAL_FEATURES};
  const tm_predicate *p = proposal->match.predicate;
  const tm_statement *s = tm_enclosing_statement(reading, p);
  uint32_t class_ = proposal->event.class_, words = s ? 1u + s->direct + (s->predicate < 0 ? 2u : 0u) : 0;
  ADD(&l, 871, class_);
  ADD(&l, 872, class_, proposal->why != NULL);
  ADD(&l, 873, class_, words);
  ADD(&l, 874, p->role, p->kind);
}
