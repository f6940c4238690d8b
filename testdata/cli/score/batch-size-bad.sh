# Not a number of rows from 1.
for n in 0 -1 ten 1.5 '' 99999999999999999999; do
    rowmill score -m $DATA/cli/data/sum.txt -b "$n" $DATA/cli/data/five.csv
    echo $?
done
