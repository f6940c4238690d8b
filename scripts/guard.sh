#!/bin/sh
# guard.sh - the rules no reviewer should have to check by eye.
# usage: scripts/guard.sh OBJDIR      prints one line per breach, then fails
found=$(mktemp) || exit 1
trap 'rm -f "$found"' EXIT

# Floors: a file includes its own folder and those scripts/floors lists for it.
grep -n '^#include "' src/*/*.[ch] | awk -F'[/":]' '
    BEGIN { while ((getline line < "scripts/floors") > 0) {
                n = split(line, word, "[: ]+")
                ok[word[1], word[1]] = 1
                for (i = 2; i <= n; i++) ok[word[1], word[i]] = 1 } }
    !(($2, $6) in ok) { print $0 "  <- " $2 " may not see " $6 }' >>"$found"

# Every header begins its code with #pragma once, every file says what it is for.
for h in src/*/*.h; do
    grep -q '^#pragma once' "$h" || echo "$h: no #pragma once"
    head -n 1 "$h" | grep -q "^/\* $(basename "$h") - " || echo "$h: does not begin with /* $(basename "$h") - "
done >>"$found"

# File names are unique over the tree.
ls src/*/*.[ch] | sed 's,.*/,,' | sort | uniq -d | sed 's/$/: two files have this name/' >>"$found"

# Sizes: functions open and close in column 1, so awk can measure them.  Tables that a
# script made, and kernels, may be long.
awk 'FNR == 1           { start = 0; made = FILENAME ~ /pow10\.h|eval\/kernel_/ }
     made               { next }
     FNR == 600         { print FILENAME ": 600 lines or more" }
     /^\{/              { start = FNR }
     /^\}/ && start     { if (FNR - start > 50)
                              print FILENAME ":" start ": function of " FNR - start " lines"
                          start = 0 }
     length > 90        { print FILENAME ":" FNR ": " length " columns" }
     /[ \t]$/           { print FILENAME ":" FNR ": blanks at the end of the line" }
     /\t/               { print FILENAME ":" FNR ": a tab" }' src/*/*.[ch] >>"$found"

# Words that live in one place.   only PLACES WORDS
only() {
    grep -nE "(^|[^A-Za-z0-9_])($2)" src/*/*.[ch] | grep -vE "^($1)" |
        grep -vE '^[^:]*:[0-9]*: ?(/?\*|.*/\*.*('"$2"'))' |
        awk -v p="$1" '{ print $0 "  <- only in " p }' >>"$found"
}
only 'src/(cmd|test)/'                           '(exit|abort|printf|puts|perror)\('
only 'src/test/'                    '(strtod|strtof|strtol|strtoul|atof|atoi)\('
only 'src/(base/mem.c|test/)'                    '(malloc|calloc|realloc|free)\('
only 'src/flow/belt.c|src/base/os.c|src/test/|src/serve/(server|slot).c' '#pragma omp|pthread_[a-z_]+\('
only 'no file'                                   '(strcpy|strcat|sprintf|gets|strtok|alloca|setjmp)\('
only 'src/test/'                                 '(setlocale)\('
only 'src/(base/maths.h|test/)'                  '(exp|expf|log1p|logf|log1pf|expm1f|tanh)\('

# No writable data outside the stack and the heap, in any object but the tests'.
find "$1" -name '*.o' -not -path '*/test/*' | while read -r o; do
    size -A "$o" | awk -v o="$o" '
        /^\.(data|bss|tdata|tbss) / && $2 > 0 { print o ": " $2 " bytes of writable " $1 }'
done >>"$found"

# Nothing is said to be done later.
grep -nwE 'TODO|FIXME|XXX|HACK' src/*/*.[ch] scripts/* 2>/dev/null | grep -v '^scripts/guard.sh' >>"$found"

cat "$found"
if test -s "$found"; then
    echo "0 passed, $(wc -l <"$found") failed"
    exit 1
fi
echo "1 passed, 0 failed"
