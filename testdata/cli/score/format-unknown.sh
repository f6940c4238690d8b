# A format that there is not.
cp $DATA/cli/data/sum.txt model.txt
rowmill score -m model.txt --format lightgbm $DATA/cli/data/five.csv
