# A name in another encoding.
printf 'gr\366\337e,y\n1,2\n' >in.csv
sed 's/^feature_names=.*/feature_names=größe y/' $DATA/cli/data/sum.txt >model.txt
rowmill check -m model.txt in.csv
