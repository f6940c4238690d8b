# Long flags are not abbreviated.
rowmill score --thresh 0.5 -m $DATA/cli/data/yesno.txt $DATA/cli/data/five.csv
