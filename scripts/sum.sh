#!/bin/sh
# sum.sh - runs commands, and adds up the lines `N passed, N failed` that they end with.
# usage: scripts/sum.sh COMMAND...      each one shell command
#
# A command that fails without saying how counts as one failure.  The last line is the
# sum, and the status says whether all passed.
out=$(mktemp) || exit 1
trap 'rm -f "$out"' EXIT
passed=0 failed=0
for command; do
    sh -c "$command" >"$out" 2>&1
    status=$?
    line=$(grep -E '(^|: )[0-9]+ passed, [0-9]+ failed$' "$out" | tail -n 1)
    p=$(echo "$line" | grep -oE '[0-9]+ passed' | grep -oE '[0-9]+')
    f=$(echo "$line" | grep -oE '[0-9]+ failed' | grep -oE '[0-9]+')
    p=${p:-0} f=${f:-0}
    test $status != 0 && test "$f" = 0 && f=1
    test -z "$line" && test $status = 0 && p=1
    passed=$((passed + p)) failed=$((failed + f))
    if test "$f" = 0; then echo "ok      $command ($p)"
    else tail -n 40 "$out"; echo "FAILED  $command ($f of $((p + f)), status $status)"; fi
done
echo "$passed passed, $failed failed"
test $failed = 0
