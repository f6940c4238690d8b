# A file of no kind that is known.
echo hello >model.txt
rowmill score -m model.txt $DATA/cli/data/five.csv
