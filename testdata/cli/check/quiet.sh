# Only the status.
printf 'x,y\n1,two\n' >in.csv
rowmill check -q -m $DATA/cli/data/sum.txt in.csv
