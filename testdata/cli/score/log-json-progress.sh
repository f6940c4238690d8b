# A line that is written over is no object.
rowmill score --log json --progress always -m $DATA/cli/data/sum.txt $DATA/cli/data/five.csv
