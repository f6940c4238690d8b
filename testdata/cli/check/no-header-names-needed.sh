# Without names there is nothing to check; as for score.
printf 'red,1\n' >in.csv
rowmill check -m $DATA/cli/data/colour.txt --no-header in.csv
