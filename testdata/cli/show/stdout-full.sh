# A full disk behind stdout.
rowmill show $DATA/cli/data/sum.txt >/dev/full
