# The more rows, the further up; what is no fault comes last.
{ echo colour,x; seq 1 9 | sed 's/.*/green,/'; echo red,one; echo red,1e999; echo red,1e999; } >in.csv
rowmill check -m $DATA/cli/data/colour.txt in.csv
