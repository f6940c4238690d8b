# A model without names, and a column too many.
printf 'id,a,b\n1,2,3\n' >in.csv
rowmill check -m $DATA/cli/data/nameless.txt in.csv
rowmill check -m $DATA/cli/data/nameless.txt --id id in.csv
