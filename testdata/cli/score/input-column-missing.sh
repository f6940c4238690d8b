# A column that the model needs is not in the header, and none is like it.
printf 'x,z,w\n1,2,3\n' >in.csv
rowmill score -m $DATA/cli/data/sum.txt -o out.csv in.csv
status=$?; ls -A; exit $status
