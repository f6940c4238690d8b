#!/bin/sh
# cli.sh - run every CASE.sh under DIR and compare what it says.
# usage: scripts/cli.sh TOOL DIR [--accept] [CASE...]
#
# CASE.sh runs in an empty folder with rowmill first on PATH and $DATA = the testdata folder.
# Beside it: CASE.out, CASE.err (empty if absent), CASE.exit (0 if absent).
# --accept writes what it got; read the diff before you commit it.
tool=$(realpath "$1") dir=$(realpath "$2")
shift 2
accept=
test "${1:-}" = --accept && { accept=yes; shift; }
data=$(dirname "$dir")
unset OMP_NUM_THREADS $(env | sed -n 's/^\(ROWMILL_[A-Za-z0-9_]*\)=.*/\1/p')
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" && ln -s "$tool" "$work/bin/rowmill"
passed=0 failed=0

keep() {  # keep GOT EXPECTED: save, or drop the file when it would be empty
    if test -s "$1"; then cp "$1" "$2"; else rm -f "$2"; fi
}
same() {  # same GOT EXPECTED
    if test -e "$2"; then diff -u "$2" "$1"; else diff -u /dev/null "$1"; fi
}
run() {   # run CASE: its script, in an empty folder
    chmod -R u+rwx "$work/run" 2>/dev/null
    rm -rf "$work/run" && mkdir "$work/run"
    (cd "$work/run" && env DATA="$data" PATH="$work/bin:$PATH" \
        LC_ALL=C timeout 120 sh "$1.sh" </dev/null >../out 2>../err)
    status=$?
    : >"$work/exit"
    test $status = 0 || echo $status >"$work/exit"
}

for script in ${*:-$(find "$dir" -name '*.sh' | sort)}; do
    case=$(realpath "${script%.sh}.sh") && case=${case%.sh}
    run "$case"
    good=yes
    for part in out err exit; do
        if test "$accept"; then keep "$work/$part" "$case.$part"
        else same "$work/$part" "$case.$part" || good=no; fi
    done
    if test $good = yes; then passed=$((passed + 1))
    else failed=$((failed + 1)); echo "FAILED ${case#"$dir/"}"; fi
done
echo "cli: $passed passed, $failed failed"
test $failed = 0
