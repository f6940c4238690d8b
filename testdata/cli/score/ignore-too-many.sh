# Too few are left.
rowmill score -m $DATA/cli/data/nameless.txt --ignore id,x <$DATA/cli/data/five.csv
