# A folder.
mkdir a.rowmill
rowmill convert $DATA/cli/data/sum.txt -o a.rowmill
