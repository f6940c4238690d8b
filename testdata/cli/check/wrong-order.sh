# Without a header the columns are in another order than said.
printf 'red,1\nblue,2\n' >in.csv
rowmill check -m $DATA/cli/data/colour.txt --no-header --columns x,colour in.csv
rowmill check -m $DATA/cli/data/colour.txt --no-header --columns colour,x in.csv
