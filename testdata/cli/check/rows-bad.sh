# Not a number of rows.
rowmill check -m $DATA/cli/data/sum.txt --rows 0 in.csv
