# A row with too few fields.
printf 'x,y\n1,1\n2\n3,3\n' >in.csv
rowmill score -m $DATA/cli/data/sum.txt -o out.csv in.csv
status=$?; ls -A; exit $status
