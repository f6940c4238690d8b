# A model may be compressed; its name loses both endings.
gzip -nc $DATA/cli/data/sum.txt >sum.txt.gz
rowmill score -q -m sum.txt.gz $DATA/cli/data/five.csv | sed 's/@.*/@HASH/'
