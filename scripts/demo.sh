#!/bin/sh
# demo.sh - scores real flights with real models, and shows what happened.
# usage: scripts/demo.sh TOOL DEMO_FOLDER
tool=$1 demo=$2
out=build/demo
mkdir -p "$out" || exit 1

show() {   # show COMMAND: print it as one would type it, and run it
    printf '\n$ %s\n' "$(echo "$1" | sed "s,$tool,rowmill,g")"
    sh -c "$1" || exit 1
}

echo "20,000 flights out of New York in 2013 (see $demo/README.md), and two models of their delays:"
echo "one trained with LightGBM (three classes, names of carriers and airports), one with XGBoost (minutes)."
show "$tool show $demo/delay.lgb.txt | head -n 12"
show "$tool score -m $demo/delay.lgb.txt --classes 'on time,late,very late' --id id,carrier,dest --confidence --stats $out/stats.jsonl -o $out/delays.csv $demo/flights.csv.gz"
show "head -n 6 $out/delays.csv"
show "head -n 2 $out/stats.jsonl"
show "gunzip -c $demo/flights.csv.gz | $tool score -m $demo/arrival.xgb.json --id id | head -n 4"
printf '\nThe same bits as the libraries give: `make test` compares them.  Next: README.md\n'
