# A column to ignore that is not there.
rowmill score -m $DATA/cli/data/nameless.txt --ignore ID <$DATA/cli/data/five.csv
