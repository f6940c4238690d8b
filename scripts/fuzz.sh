#!/bin/sh
# fuzz.sh - runs fuzz targets for a while, and keeps what breaks them.
# usage: scripts/fuzz.sh OBJDIR SECONDS TARGET...
#
# Seeds are testdata/fuzz/TARGET and, of a model format, its golden and bad models; what
# libFuzzer finds new is kept in OBJDIR/corpus, from one run to the next.  A crash goes to
# testdata/fuzz/TARGET, where `make test` replays it.
set -u
build=$1 seconds=$2
shift 2
status=0

seeds() {  # seeds TARGET: the folders to begin with
    echo "testdata/fuzz/$1"
    case $1 in
    lightgbm) echo testdata/golden/lightgbm testdata/bad/lightgbm-text ;;
    xgboost)  echo testdata/golden/xgboost testdata/bad/xgboost ;;
    esac
}

words() {  # words TARGET: those of its seeds, as a dictionary
    find $(seeds "$1") -type f -size -9k -print0 |
        xargs -0 -r grep -ohaE '[A-Za-z_]{4,30}' | sort | uniq -c | sort -rn |
        awk 'NR <= 400 { print "\"" $2 "\"" }'
    echo '","'     # a dictionary may not be empty
}

run() {    # run TARGET
    corpus=$build/corpus/$1
    mkdir -p "$corpus" "testdata/fuzz/$1"
    words "$1" >"$corpus.dict"
    # shellcheck disable=SC2046
    "$build/fuzzer_$1" -max_total_time="$seconds" -max_len=12000 -timeout=20 \
        -rss_limit_mb=3000 -print_final_stats=1 -dict="$corpus.dict" \
        -artifact_prefix="testdata/fuzz/$1/" "$corpus" $(seeds "$1") >"$corpus.log" 2>&1
}

for target; do
    if run "$target"; then
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$build/corpus/$target.log")
        echo "ok      $target (${runs:-0} runs)"
    else
        tail -n 40 "$build/corpus/$target.log"
        echo "FAILED  $target"
        status=1
    fi
done
exit $status
