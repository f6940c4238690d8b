# Names for columns that have names.
rowmill check -m $DATA/cli/data/sum.txt --columns x,y in.csv
