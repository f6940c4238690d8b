# One file at a time.
rowmill score -m $DATA/cli/data/sum.txt one.csv two.csv
