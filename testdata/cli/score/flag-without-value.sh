# A flag at the end that wants a value.
rowmill score $DATA/cli/data/five.csv -m
