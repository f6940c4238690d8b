# A list without names.
rowmill score -m $DATA/cli/data/sum.txt --id '' <$DATA/cli/data/five.csv
