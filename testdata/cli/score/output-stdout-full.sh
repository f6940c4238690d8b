# A full disk behind stdout.
rowmill score -m $DATA/cli/data/sum.txt $DATA/cli/data/five.csv >/dev/full
