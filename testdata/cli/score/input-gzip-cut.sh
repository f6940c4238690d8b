# A gzip file that lacks its end.
printf 'x,y\n1,1\n2,2\n' | gzip -n >whole.gz
head -c 30 whole.gz >in.csv.gz
rowmill score -m $DATA/cli/data/sum.txt -o out.csv in.csv.gz
status=$?; ls -A; exit $status
