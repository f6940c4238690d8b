#!/bin/sh
# docs.sh - holds README.md, src/README.md and man/ to the tool and to each other.
# usage: scripts/docs.sh TOOL
#
# README.md's blocks ```console are run, one after another, in an empty folder with rowmill
# first on PATH and `testdata` in it.  `$ ` begins a command, `> ` goes on with it; what it
# prints on stdout and stderr follows.  A line `...` stands for any lines, `...` within a
# line for any text.  The man pages are read by awk alone: .Nm .Cm .Fl .Ar .Op .It.
set -u
export LC_ALL=C
unset OMP_NUM_THREADS $(env | sed -n 's/^\(ROWMILL_[A-Za-z0-9_]*\)=.*/\1/p')
tool=$(realpath "$1") || exit 1
cd "$(dirname "$0")/.." || exit 1
root=$PWD
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

check() {  # check WHAT STATUS: counts it
    if test "$2" = 0; then passed=$((passed + 1))
    else failed=$((failed + 1)); echo "FAILED $1"; fi
}
same() {   # same WHAT: $work/a and $work/b, what each of them is stands in WHAT
    diff -u "$work/a" "$work/b" | sed 1,2d
    cmp -s "$work/a" "$work/b"
    check "$1" $?
}

# The lines of section $1 of a page, or its flags (.It Fl), as they are shown.
shown() {  # shown SECTION PAGE
    awk -v want="$1" '
    function text(from,    i, out, word, glue, close_) {
        out = close_ = ""; glue = 1
        for (i = from; i <= NF; i++) {
            word = $i
            if (word ~ /^(Nm|Cm|Ar)$/) continue
            if (word == "Op") { out = out (glue ? "" : " ") "["; close_ = "]"; glue = 1; continue }
            if (word == "Fl") { out = out (glue ? "" : " ") "-"; glue = 1; continue }
            if (word == ",") { out = out ","; glue = 0; continue }
            out = out (glue ? "" : " ") word; glue = 0
        }
        return out close_
    }
    /^\.Sh /                     { section = substr($0, 5); next }
    want == "flags" && /^\.It Fl / { sub(/^\.It /, ""); print text(1) }
    want == section && /^\./     { sub(/^\./, ""); line = line (line == "" ? "" : " ") text(1) }
    END                          { if (line != "") print line }' "$2"
}

# ---- (1) usage and synopsis, (2) flags: both ways, with letters and values ----
verbs=$("$tool" help | awk '/^usage:/ { next } /^  [a-z]/ { print $1 }')
for verb in $verbs; do
    page=man/rowmill-$verb.1
    test -f "$page" || { check "$page is there" 1; continue; }
    "$tool" "$verb" -h >"$work/help"
    sed -n '1s/^usage: //p' "$work/help" >"$work/a"
    shown SYNOPSIS "$page" >"$work/b"
    same "- usage of rowmill $verb -h, + synopsis of $page"
    sed -nE 's/^ +(-[^ ]+( [^ ]+)*)(  .*)?$/\1/p' "$work/help" | sort >"$work/a"
    shown flags "$page" | sort >"$work/b"
    same "- flags of rowmill $verb -h, + flags of $page"
done
"$tool" help | sed -n 's/^usage: //p' >"$work/a"
shown SYNOPSIS man/rowmill.1 >"$work/b"
same "- usage of rowmill help, + synopsis of man/rowmill.1"

# ---- (3) verbs, pages, and what rowmill.1 lists ----
echo "$verbs" | sort >"$work/a"
ls man | sed -n 's/^rowmill-\(.*\)\.1$/\1/p' | sort >"$work/b"
same "- verbs of rowmill help, + pages of man/"
sed -n 's/^\.It Xr rowmill-\([a-z]*\) 1$/\1/p' man/rowmill.1 | sort >"$work/b"
same "- verbs of rowmill help, + verbs of man/rowmill.1"
if command -v mandoc >/dev/null; then
    mandoc -T lint -W warning man/*.[15] >"$work/lint" 2>&1
    check "mandoc -T lint" $?
    cat "$work/lint"
fi

# ---- (4) the tour ----
mkdir "$work/bin" "$work/tour" && ln -s "$tool" "$work/bin/rowmill"
ln -s "$root/testdata" "$work/tour/testdata"
n=$(awk -v to="$work" '
    /^```/     { on = $0 == "```console"; part = ""; next }
    !on        { next }
    /^\$ /     { n++; part = "cmd"; printf "" >(to "/" n ".want") }
    part == "cmd" && /^[$>] / { print substr($0, 3) >(to "/" n ".cmd"); next }
    part != "" { part = "want"; print >(to "/" n ".want") }
    END        { print n + 0 }' README.md)
i=0
while test $((i += 1)) -le "$n"; do
    (cd "$work/tour" && PATH="$work/bin:$PATH" sh "$work/$i.cmd" >"$work/got" 2>&1 </dev/null)
    awk -v wanted="$work/$i.want" '
    function fits(w, g,    part, k, m, at) {
        m = split(w, part, /\.\.\./)
        if (m < 2) return w == g
        for (k = 1; k <= m; k++) {
            at = part[k] == "" ? 1 : index(g, part[k])
            if (!at || (k == 1 && at > 1)) return 0
            if (k == m) return substr(g, length(g) - length(part[k]) + 1) == part[k]
            g = substr(g, at + length(part[k]))
        }
    }
    function all(w, g) {
        if (w > nw) return g > ng
        if (want[w] != "...") return g <= ng && fits(want[w], got[g]) && all(w + 1, g + 1)
        for (; g <= ng + 1; g++) if (all(w + 1, g)) return 1
        return 0
    }
    BEGIN { while ((getline line <wanted) > 0) want[++nw] = line }
    { got[++ng] = $0 }
    END { exit !all(1, 1) }' "$work/got"
    status=$?
    test $status = 0 || diff -u "$work/$i.want" "$work/got" | sed 1,2d
    check "- README.md, + what is printed: $(cat "$work/$i.cmd")" $status
done
test "$n" -gt 0
check "README.md has a tour" $?

# ---- (5) exit statuses ----
sed -n '/^#define ERR_KINDS/,/^$/s/.*X([A-Z]*, *\([0-9]*\),.*/\1/p' src/base/err.h | sort >"$work/a"
sed -n '/^\.Sh EXIT STATUS/,/^\.El/s/^\.It \([0-9]*\)$/\1/p' man/rowmill.1 | sort >"$work/b"
same "- exit statuses of src/base/err.h, + those of man/rowmill.1"
"$tool" help exit-status | sed -n 's/^ *\([0-9][0-9]*\)  .*/\1/p' | sort >"$work/b"
same "- exit statuses of src/base/err.h, + those of rowmill help exit-status"
"$tool" help | sed -n 's/^    \([a-z-]*\) .*/\1/p' >"$work/a"
sed -n '/^\.Bl/,/^\.El/s/^\.It Cm \([a-z-]*\)$/\1/p' man/rowmill-help.1 >"$work/b"
same "- topics of rowmill help, + those of man/rowmill-help.1"

# ---- (6) make's targets ----
cat README.md src/README.md | grep -oE '(^ +|`)(sudo )?make [a-z]+' | sed 's/.* //' | sort -u >"$work/make"
for target in demo test $(cat "$work/make"); do
    grep -qx "$target" "$work/make" && grep -q "^$target:" Makefile
    check "make $target is in README.md and in the Makefile" $?
done

# ---- (7) the map ----
tr -cs 'A-Za-z0-9_.' '\n' <src/README.md | grep -xE '[a-z0-9_]+\.[ch]' | sort -u >"$work/named"
ls src/*/*.[ch] | sed 's,.*/,,' | sort >"$work/there"
comm -23 "$work/named" "$work/there" >"$work/a"
cat README.md src/README.md | grep -oE '`(src|scripts|testdata|man)/[A-Za-z0-9_./-]+`' | tr -d '`' |
    while read -r path; do test -e "$path" || echo "$path"; done >>"$work/a"
: >"$work/b"
same "- named in README.md or src/README.md, and not there"
comm -13 "$work/named" "$work/there" | grep '\.c$' | grep -v '^test_' >"$work/a"
same "- there, and not named in src/README.md"

echo "docs: $passed passed, $failed failed"
test $failed = 0
