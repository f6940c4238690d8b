# A carriage return that ends no line; CR LF is fine.
printf 'x,y\r\n1,1\r\n2,2\r3,3\r\n' >in.csv
rowmill score -m $DATA/cli/data/sum.txt -o out.csv in.csv
status=$?; ls -A; exit $status
