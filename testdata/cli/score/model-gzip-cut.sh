# A compressed model that lacks its end.
gzip -nc $DATA/cli/data/sum.txt | head -c 60 >sum.txt.gz
rowmill score -m sum.txt.gz $DATA/cli/data/five.csv
