# A NUL byte is an error, never the end of a text.
printf 'x,y\n1,1\n2,2\0002\n' >in.csv
rowmill score -m $DATA/cli/data/sum.txt -o out.csv in.csv
status=$?; ls -A; exit $status
