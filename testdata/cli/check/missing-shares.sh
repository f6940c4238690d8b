# Missing cells by column: information.
printf 'colour,x\n,\nred,\nred,1\n' >in.csv
rowmill check -m $DATA/cli/data/colour.txt in.csv
