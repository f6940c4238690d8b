# Every record has one field more than the header.
printf 'x,y\n0,1,2\n1,3,4\n' >in.csv
rowmill check -m $DATA/cli/data/sum.txt in.csv
