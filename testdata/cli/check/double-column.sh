# A column twice, and the flag that mends it.
printf 'x,y,x\n1,2,3\n' >in.csv
rowmill check -m $DATA/cli/data/sum.txt in.csv
rowmill check -m $DATA/cli/data/sum.txt --rename '#3=z' in.csv
