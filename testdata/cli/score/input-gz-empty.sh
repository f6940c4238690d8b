# An empty file named .gz is an empty file.
: >in.csv.gz
rowmill score -m $DATA/cli/data/sum.txt in.csv.gz
