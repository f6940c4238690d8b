# A folder that is not there.
rowmill convert $DATA/cli/data/sum.txt -o no/such/folder/a.rowmill
