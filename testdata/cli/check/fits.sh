# A file that fits: the status is 0.
printf 'id,y,x\na,1,2\nb,3,4\n' >in.csv
rowmill check -m $DATA/cli/data/sum.txt in.csv
