# --id and --keep together, each column once.
rowmill score -q -m $DATA/cli/data/sum.txt --id id --keep id,y $DATA/cli/data/five.csv | head -n 2
