# Several members are one text, wherever it was cut.
{ printf 'x,y\n1,' | gzip -n; : | gzip -n; printf '1\n2,2\n' | gzip -n; } >in.csv.gz
rowmill score -q -m $DATA/cli/data/sum.txt in.csv.gz
