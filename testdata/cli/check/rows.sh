# Only the first rows are looked at.
printf 'x,y\n1,2\n3,4\nfive,6\n' >in.csv
rowmill check -m $DATA/cli/data/sum.txt --rows 2 in.csv
rowmill check -m $DATA/cli/data/sum.txt --rows 3 in.csv
