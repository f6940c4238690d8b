# Three words are known.
rowmill score -q -m $DATA/cli/data/sum.txt --unseen zero $DATA/cli/data/five.csv
