# A quote in the middle of a field that is not quoted.
printf 'x,y,note\n1,1,5" pipe\n' >in.csv
rowmill score -m $DATA/cli/data/sum.txt -o out.csv in.csv
status=$?; ls -A; exit $status
