# A byte more, a byte less, nearly nothing.
rowmill convert -q $DATA/cli/data/sum.txt -o a.rowmill
n=$(wc -c <a.rowmill)
for size in $((n - 1)) $((n - 64)) 600 100 12 8; do
    head -c $size a.rowmill >b.rowmill
    rowmill show b.rowmill
    echo $?
done
(cat a.rowmill; printf '\0') >b.rowmill
rowmill score -m b.rowmill $DATA/cli/data/five.csv
