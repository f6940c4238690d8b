# Makefile for rowmill.  `make help` lists what it can do.

CFLAGS  ?= -O2 -g
PREFIX  ?= /usr/local
FLAVOUR ?= release
DEMO     = testdata/demo
SECONDS  = 20

WARN = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes \
       -Wmissing-prototypes -Wvla -Wcast-qual -Wpointer-arith
STD  = -std=c17 -D_POSIX_C_SOURCE=200809L -ffp-contract=off -fopenmp
override CFLAGS += $(STD) $(WARN) -Isrc -MMD -MP
LIBS = -lcsv -lz -lnettle -lm

B     = build/$(FLAVOUR)
CORE := $(filter-out src/cmd/main.c src/test/%, $(wildcard src/*/*.c))
TESTS = $(patsubst src/test/%.c, $(B)/%, $(wildcard src/test/test_*.c))
FUZZ  = $(filter-out replay, $(patsubst src/test/fuzz_%.c, %, $(wildcard src/test/fuzz_*.c)))
REPLAY = $(foreach t, $(FUZZ), '$(B)/fuzz_$(t) testdata/fuzz/$(t)')
objs  = $(patsubst src/%.c, $(B)/%.o, $(1))

all: $(B)/rowmill                   ## build rowmill (the default)

# What is missing is installed before the first compilation.
build/deps: scripts/deps
	@scripts/deps
	@mkdir -p build && touch build/deps

$(B)/rowmill: $(call objs, src/cmd/main.c) $(B)/libcore.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(B)/libcore.a: $(call objs, $(CORE))
	@rm -f $@
	$(AR) rcs $@ $^

WRAPPED = malloc calloc realloc read write open close fsync rename unlink mmap \
          pthread_create
comma  := ,
$(B)/rowmill-faulty: $(call objs, src/cmd/main.c) $(B)/test/faulty.o $(B)/libcore.a
	$(CC) $(CFLAGS) $(LDFLAGS) $(WRAPPED:%=-Wl$(comma)--wrap=%) -o $@ $^ $(LIBS)

$(B)/test_oom: $(B)/rowmill-faulty

$(B)/test_%: $(B)/test/test_%.o $(B)/libcore.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter-out %/rowmill-faulty, $^) $(LIBS)

$(B)/fuzz_%: $(B)/test/fuzz_%.o $(B)/test/fuzz_replay.o $(B)/libcore.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(B)/fuzzer_%: $(B)/test/fuzz_%.o $(B)/libcore.a
	$(CC) $(CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LIBS)

$(B)/%.o: src/%.c Makefile | build/deps
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -c -o $@ $<

demo: all                           ## score real flights with real models
	@scripts/demo.sh $(B)/rowmill $(DEMO)

test: all $(TESTS) $(FUZZ:%=$(B)/fuzz_%)    ## all tests; what a commit must pass
	@scripts/sum.sh $(TESTS) $(REPLAY) 'scripts/cli.sh $(B)/rowmill testdata/cli' \
	    'scripts/docs.sh $(B)/rowmill'

programs: all $(TESTS) $(FUZZ:%=$(B)/fuzz_%)    ## build the tool and its tests, run nothing

unit: $(TESTS) $(FUZZ:%=$(B)/fuzz_%)        ## the C tests alone
	@scripts/sum.sh $(TESTS) $(REPLAY)

cli: all                            ## the command-line tests alone
	@scripts/cli.sh $(B)/rowmill testdata/cli

guard: all                          ## floors, sizes, forbidden words, no globals
	@scripts/guard.sh $(B)

asan:                               ## all tests with address and undefined-behaviour checks
	@$(MAKE) --no-print-directory -s test FLAVOUR=asan CC=gcc \
	    CFLAGS='-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all'

tsan:                               ## the belt's tests for races; clang only: gcc's libgomp raises false alarms
	@TSAN_OPTIONS=ignore_noninstrumented_modules=1 $(MAKE) --no-print-directory -s tests-of-belt \
	    FLAVOUR=tsan CC=clang CFLAGS='-O1 -g -fsanitize=thread'

tests-of-belt: $(B)/test_belt
	@scripts/sum.sh $(B)/test_belt

fuzz:                               ## look for crashes, SECONDS=20 for each target; clang only
	@$(MAKE) --no-print-directory -s fuzzers FLAVOUR=fuzz CC=clang SECONDS=$(SECONDS) \
	    CFLAGS='-O1 -g -fsanitize=fuzzer-no-link,address,undefined'

fuzzers: $(FUZZ:%=$(B)/fuzzer_%)
	@scripts/fuzz.sh $(B) $(SECONDS) $(FUZZ)

check: test guard asan              ## everything a push must pass

install: all                        ## into $(DESTDIR)$(PREFIX)
	install -D $(B)/rowmill $(DESTDIR)$(PREFIX)/bin/rowmill
	install -d $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 man/*.1 $(DESTDIR)$(PREFIX)/share/man/man1
	install -d $(DESTDIR)$(PREFIX)/share/man/man5
	install -m 644 man/*.5 $(DESTDIR)$(PREFIX)/share/man/man5

deb: all                            ## the Debian package, build/rowmill_VERSION_ARCH.deb
	@scripts/deb.sh $(B)/rowmill

static:                             ## one file without shared libraries, build/static/rowmill
	@$(MAKE) --no-print-directory -s all FLAVOUR=static LDFLAGS='$(LDFLAGS) -static'
	@! ldd build/static/rowmill >/dev/null 2>&1 || { echo 'it is not static'; exit 1; }

clean:                              ## remove all that was built
	rm -rf build

help:                               ## this list
	@sed -nE 's/^([a-z]+):[^#]*## ?(.*)/\1 \2/p' Makefile | \
	    while read -r name what; do printf '  %-8s %s\n' "$$name" "$$what"; done

.PHONY: all programs demo test unit cli guard asan tsan tests-of-belt fuzz fuzzers deb static check \
        install clean help
.SECONDARY:
-include $(wildcard $(B)/*/*.d)
