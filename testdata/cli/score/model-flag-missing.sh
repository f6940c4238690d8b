# Without a model there is nothing to do.
rowmill score $DATA/cli/data/five.csv
