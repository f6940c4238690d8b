# Columns of numbers have no categories: --unseen is of no matter.
rowmill score -q -m $DATA/cli/data/sum.txt --unseen error $DATA/cli/data/five.csv
