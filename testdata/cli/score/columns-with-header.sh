# --columns with a header: which names count?
rowmill score -m $DATA/cli/data/sum.txt --columns x,y <$DATA/cli/data/five.csv
