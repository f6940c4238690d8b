# A file of blank lines has no header either.
printf '\n\n  \n' >in.csv
rowmill score -m $DATA/cli/data/sum.txt in.csv
