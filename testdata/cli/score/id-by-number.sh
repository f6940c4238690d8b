# #N is the Nth column.
rowmill score -q -m $DATA/cli/data/sum.txt --id '#3,#1' $DATA/cli/data/five.csv | head -n 2
