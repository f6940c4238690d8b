# All that is wrong at once: the header first, then what most rows have.
printf 'id,Colour,X,X\na,blue,1,2\nb,red,n.a.,2\nc,"red"x,1,1\nd,red,1\n' >in.csv
sed 's/^feature_names=.*/feature_names=colour X/' $DATA/cli/data/colour.txt >model.txt
rowmill check -m model.txt in.csv
