# Two classes of one name.
cp $DATA/cli/data/yesno.txt .
rowmill score -m yesno.txt --classes yes,yes --no-prob <$DATA/cli/data/five.csv
