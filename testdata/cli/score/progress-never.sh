# No such line, and none without a terminal.
for when in never auto; do
    rowmill score -q --progress=$when -m $DATA/cli/data/sum.txt $DATA/cli/data/five.csv 2>&1 >/dev/null | wc -c
done
