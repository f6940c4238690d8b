# An input that is not there.
rowmill check -m $DATA/cli/data/sum.txt in.csv
