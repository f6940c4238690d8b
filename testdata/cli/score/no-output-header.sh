# Rows only.
rowmill score -q -m $DATA/cli/data/sum.txt --no-output-header $DATA/cli/data/five.csv
