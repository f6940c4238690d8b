# Something else behind the gzip data.
printf 'x,y\n1,1\n' | gzip -n >in.csv.gz
printf 'something' >>in.csv.gz
rowmill score -m $DATA/cli/data/sum.txt -o out.csv in.csv.gz
status=$?; ls -A; exit $status
