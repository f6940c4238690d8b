# Fine when the user says so, and told all the same.
printf 'x\n1\n' >in.csv
rowmill check -m $DATA/cli/data/sum.txt --missing-column na in.csv
