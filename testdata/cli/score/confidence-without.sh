# There is none for a regression.
rowmill score -m $DATA/cli/data/sum.txt --confidence $DATA/cli/data/five.csv
