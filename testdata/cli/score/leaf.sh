# The leaf of each tree, numbered as its library numbers them.
rowmill score -q -m $DATA/cli/data/sum.txt --leaf $DATA/cli/data/five.csv
rowmill score -q -m $DATA/cli/data/rounds.json --leaf $DATA/cli/data/five.csv
