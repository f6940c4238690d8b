# A margin that is missing makes a bad row too.
printf 'x,y,start\n1,1,1000\n2,1,\n1,1,x\n' |
    rowmill score -q -m $DATA/cli/data/rounds.json --base-margin start --on-error blank --rejects bad.csv \
        --no-model-version --raw
cat bad.csv
