# Too many columns for a model without names.
rowmill score -m $DATA/cli/data/nameless.txt <$DATA/cli/data/five.csv
