# A first line of numbers; the rows are looked at in the order of the model.
printf '1,2\n3,four\n' >in.csv
rowmill check -m $DATA/cli/data/sum.txt in.csv
