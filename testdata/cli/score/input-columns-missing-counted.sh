# With several columns missing the first is named, the others are counted.
printf 'a,b\n1,2\n' >in.csv
rowmill score -m $DATA/cli/data/sum.txt in.csv
