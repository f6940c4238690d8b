# A name that ends in .gz promises gzip.
printf 'x,y\n1,1\n' >in.csv.gz
rowmill score -m $DATA/cli/data/sum.txt -o out.csv in.csv.gz
status=$?; ls -A; exit $status
