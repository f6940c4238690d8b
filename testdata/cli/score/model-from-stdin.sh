# A model may come from stdin, when the rows come from a file.
rowmill score -q -m - $DATA/cli/data/five.csv <$DATA/cli/data/sum.txt | head -n 2
