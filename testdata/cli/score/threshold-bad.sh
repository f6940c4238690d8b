# Not a number.
for t in half '' 1e999 0,5; do
    rowmill score -m $DATA/cli/data/yesno.txt --threshold "$t" $DATA/cli/data/five.csv
    echo $?
done
