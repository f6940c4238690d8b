# Three words are known.
rowmill score -m $DATA/cli/data/sum.txt --on-error ignore $DATA/cli/data/five.csv
