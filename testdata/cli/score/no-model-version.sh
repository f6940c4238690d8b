# Without the last column.
rowmill score -q -m $DATA/cli/data/sum.txt --no-model-version $DATA/cli/data/five.csv
