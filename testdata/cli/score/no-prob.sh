# Without the columns of probabilities.
rowmill score -q -m $DATA/cli/data/three.txt --no-prob $DATA/cli/data/five.csv
