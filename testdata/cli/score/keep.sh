# More columns, all or none.
for keep in y,id all none; do
    rowmill score -q -m $DATA/cli/data/sum.txt --keep $keep $DATA/cli/data/five.csv | head -n 2
done
