# A file with vertical bars read as one with commas.
printf 'x|y\n1|1\n' >in.csv
rowmill score -m $DATA/cli/data/sum.txt in.csv
