# A letter that is no flag.
rowmill score -x -m $DATA/cli/data/sum.txt $DATA/cli/data/five.csv
