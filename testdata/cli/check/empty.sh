# A file without a header line; and without one being expected.
: >in.csv
rowmill check -m $DATA/cli/data/sum.txt in.csv
rowmill check -m $DATA/cli/data/sum.txt --no-header --columns x,y in.csv
printf 'x,y\n' | rowmill check -m $DATA/cli/data/sum.txt
