# A format that the file is not.
cp $DATA/cli/data/sum.txt model.txt
rowmill score -m model.txt --format xgboost $DATA/cli/data/five.csv
