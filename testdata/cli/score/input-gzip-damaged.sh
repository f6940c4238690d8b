# A byte that no deflate data begin with.
printf 'x,y\n1,1\n2,2\n' | gzip -n >whole.gz
{ head -c 10 whole.gz; printf '\377'; tail -c +12 whole.gz; } >in.csv.gz
rowmill score -m $DATA/cli/data/sum.txt -o out.csv in.csv.gz
status=$?; ls -A; exit $status
