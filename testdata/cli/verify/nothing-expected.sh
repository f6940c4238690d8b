# A file of rows alone.
cp $DATA/cli/data/five.csv .
rowmill verify -m $DATA/cli/data/yesno.txt five.csv
