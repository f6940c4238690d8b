# A gzip file cut in its own header.
printf 'x,y\n1,1\n2,2\n' | gzip -n | head -c 5 >in.csv.gz
rowmill score -m $DATA/cli/data/sum.txt -o out.csv in.csv.gz
status=$?; ls -A; exit $status
