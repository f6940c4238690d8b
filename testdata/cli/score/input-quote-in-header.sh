# An unclosed quote in the header.
printf 'x,"y\n1,1\n' >in.csv
rowmill score -m $DATA/cli/data/sum.txt -o out.csv in.csv
status=$?; ls -A; exit $status
