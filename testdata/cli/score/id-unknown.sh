# A name that the input does not have.
rowmill score -m $DATA/cli/data/sum.txt --id idd <$DATA/cli/data/five.csv
