# A regression has none.
cp $DATA/cli/data/sum.txt .
rowmill score -m sum.txt --classes a,b $DATA/cli/data/five.csv
