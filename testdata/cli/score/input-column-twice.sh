# A feature that is twice in the header: which one is meant?
printf 'x,y,x\n1,2,3\n' >in.csv
rowmill score -m $DATA/cli/data/sum.txt -o out.csv in.csv
status=$?; ls -A; exit $status
