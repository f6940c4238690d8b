# None of the columns is there: one finding, and no more.
printf '1,a\n2,b\n' >in.csv
rowmill check -m $DATA/cli/data/sum.txt in.csv
