# /dev/stdout is stdout.
rowmill score -q -m $DATA/cli/data/sum.txt -o /dev/stdout $DATA/cli/data/five.csv | head -n 2
