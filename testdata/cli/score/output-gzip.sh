# .gz compresses, and gunzip gives what stdout has.
rowmill score -q -m $DATA/cli/data/sum.txt -o out.csv.gz $DATA/cli/data/five.csv
gzip -t out.csv.gz && gunzip -c out.csv.gz
