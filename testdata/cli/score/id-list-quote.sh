# A quote in the wrong place of a list.
rowmill score -m $DATA/cli/data/sum.txt --id 'a"b' <$DATA/cli/data/five.csv
