# Numbers where the names should be, and a model that has names.
printf '1,1\n2,2\n' >in.csv
rowmill score -m $DATA/cli/data/sum.txt -o out.csv in.csv
status=$?; ls -A; exit $status
