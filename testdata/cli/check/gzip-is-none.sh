# A name that promises gzip.
printf 'x,y\n1,2\n' >in.csv.gz
rowmill check -m $DATA/cli/data/sum.txt in.csv.gz
