# The targets that people type. The work is done by CMake and Ninja in build/.
BUILD ?= build
PREFIX ?= /usr/local
DESTDIR ?=
FUZZ_SECONDS ?= 60
CMAKE_FLAGS ?=
SHARED := ../shared
JUMANDIC ?= /usr/share/mecab/dic/juman

.PHONY: all demo test quick score score-coded score-parse unknown-verbs unknown-names bench lint format asan fuzz train lexicon install clean help packages-build packages-test \
  packages-lint packages-bench packages-fuzz configure

.NOTPARALLEL: # packages come before what needs them; Ninja runs in parallel

all: configure ## build the program, the library and the engine image
	@cmake --build $(BUILD)

configure:
	@{ test -f $(BUILD)/build.ninja && ! grep -q "^TM_.*NOTFOUND" $(BUILD)/CMakeCache.txt; } || cmake -S . -B $(BUILD) -G Ninja -DCMAKE_INSTALL_PREFIX=$(PREFIX) $(CMAKE_FLAGS) >/dev/null

packages-build packages-test packages-lint packages-bench packages-fuzz: packages-%:
	@tools/install-packages $*

demo: packages-build all ## code the samples and show what came out
	@tools/demo $(BUILD)/tenmatsu

test: packages-test packages-fuzz all ## all tests, and the unit and bad-input tests once more under ASan and UBSan
	@$(MAKE) --no-print-directory asan
	@ctest --no-tests=error --test-dir $(BUILD) --output-on-failure -j 2

quick: packages-test all ## the tests that answer within ten seconds
	@ctest --no-tests=error --test-dir $(BUILD) --output-on-failure -j 2 -LE slow

asan: packages-test all ## unit and bad-input tests under AddressSanitizer and UBSan
	@test -f $(BUILD)/asan/build.ninja || cmake -S . -B $(BUILD)/asan -G Ninja -DTM_SANITIZE=ON \
	  -DTM_IMAGE=$(abspath $(BUILD))/tenmatsu.img $(CMAKE_FLAGS) >/dev/null
	@cmake --build $(BUILD)/asan
	@ctest --no-tests=error --test-dir $(BUILD)/asan --output-on-failure -j 2 -LE 'slow|release'

score: all ## F1 on ../shared/gold; V=1 lists misses and false alarms
	@bench/score $(BUILD)/tenmatsu $(SHARED) $(if $(V),-v)

score-coded: all ## F1 on train/coded, each third with a judge learnt from the others
	@cmake --build $(BUILD) --target train_judge mkimage
	@bench/score-coded $(BUILD) $(SHARED) $(JUMANDIC)

score-parse: all ## the parser's figures on ../shared/corpora; CORPUS=FILE: on any file in KNP format
	@cmake --build $(BUILD) --target score_parse
	@bench/score-parse $(BUILD) $(SHARED) $(JUMANDIC) $(CORPUS)

unknown-verbs unknown-names: unknown-%: all ## what ../shared/corpora/wikinews.tsv has that the lexicon lacks, by count
	@cmake --build $(BUILD) --target list_unknown
	@if [ -f $(SHARED)/corpora/wikinews.tsv ]; then $(BUILD)/list_unknown $* $(BUILD)/tenmatsu.img $(SHARED)/corpora/wikinews.tsv; \
	  else echo "make $@: skipped, no $(SHARED)/corpora/wikinews.tsv"; fi

bench: packages-bench all ## speed beside MeCab, start-up, memory
	@bench/bench $(BUILD)/tenmatsu $(SHARED)

lint: packages-lint configure ## clang-format, clang-tidy, a build with clang, shell syntax
	@tools/lint $(BUILD)

format: packages-lint ## reformat all C files
	@git ls-files -co --exclude-standard '*.c' '*.h' | xargs clang-format -i

fuzz: packages-fuzz all ## fuzz the coder and the JSON reader, FUZZ_SECONDS each
	@test/fuzz/run $(BUILD) $(FUZZ_SECONDS)

train: configure ## build the trainers (build/train_*)
	@cmake --build $(BUILD) --target train

lexicon: configure ## compile lexicon/ and model/ into build/tenmatsu.img
	@cmake --build $(BUILD) --target image

install: ## install under PREFIX (/usr/local), staged in DESTDIR
	@cmake -S . -B $(BUILD) -G Ninja -DCMAKE_INSTALL_PREFIX=$(PREFIX) $(CMAKE_FLAGS) >/dev/null
	@cmake --build $(BUILD)
	@DESTDIR=$(DESTDIR) cmake --install $(BUILD)

clean: ## remove build/
	@rm -rf $(BUILD)

help: ## this list
	@sed -n 's/^\([a-z -]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18
