# Semicolons: the rows are looked at as they would be with the right flag.
printf 'x;y\n1;2\n3;four\n' >in.csv
rowmill check -m $DATA/cli/data/sum.txt in.csv
rowmill check -m $DATA/cli/data/sum.txt -d ';' in.csv
