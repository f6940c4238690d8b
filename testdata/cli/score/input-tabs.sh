# A file with tabs read as one with commas.
printf 'x\ty\n1\t1\n' >in.csv
rowmill score -m $DATA/cli/data/sum.txt in.csv
