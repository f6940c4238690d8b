# Zeros behind the gzip data are padding, as gzip -t takes them.
{ printf 'x,y\n1,1\n' | gzip -n; head -c 1000 /dev/zero; } >in.csv.gz
rowmill score -q -m $DATA/cli/data/sum.txt in.csv.gz
