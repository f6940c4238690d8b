# Fewer of the rounds that are kept, and more.
rowmill convert -q $DATA/cli/data/stopped.json --trees 2 -o two.rowmill
rowmill convert -q $DATA/cli/data/stopped.json --trees 1 -o one.rowmill
rowmill convert -q two.rowmill --trees 1 -o again.rowmill
cmp one.rowmill again.rowmill && echo same
for trees in best all 1 2 3 4; do
    rowmill score -q -m two.rowmill --trees $trees $DATA/cli/data/five.csv | tail -n 1
done
rowmill score -m one.rowmill $DATA/cli/data/five.csv 2>&1 >/dev/null | sed 's/, [0-9.]* s, [0-9]* rows.s//'
