# Compressed it could not be mapped.
rowmill convert $DATA/cli/data/sum.txt -o sum.rowmill.gz
