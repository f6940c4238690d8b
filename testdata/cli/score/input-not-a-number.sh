# Text where a number should be: file, line, column, cell.
printf 'id,x,y\n1,1,1\n2,12.5xyz,1\n' >in.csv
rowmill score -m $DATA/cli/data/sum.txt -o out.csv in.csv
status=$?; ls -A; exit $status
