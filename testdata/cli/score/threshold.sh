# Class 1 when its probability is above the threshold: not when it is equal.
for t in 0.5 0.4999 0.26 0 1; do
    rowmill score -q -m $DATA/cli/data/yesno.txt --threshold $t --no-output-header $DATA/cli/data/five.csv |
        cut -d, -f 2 | tr '\n' ' '
    echo "at $t"
done
