# The same, and a model without names: --columns is not needed.
printf '1,1\n2,2\n' >in.csv
rowmill score -m $DATA/cli/data/nameless.txt in.csv
