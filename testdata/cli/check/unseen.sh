# The most frequent of the categories that the model does not know.
{ echo colour,x; seq 1 30 | sed 's/.*/c&,1/'; echo c7,1; echo c7,1; echo c30,1; } >in.csv
rowmill check -m $DATA/cli/data/colour.txt in.csv
