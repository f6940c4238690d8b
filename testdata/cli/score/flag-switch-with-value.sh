# A switch takes no value.
rowmill score -m $DATA/cli/data/sum.txt --raw=yes $DATA/cli/data/five.csv
