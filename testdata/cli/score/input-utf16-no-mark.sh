# UTF-16 without a byte order mark is known by its zeros.
printf 'x,y 1,1 2,2 ' | sed 's/./&@/g' | tr '@ ' '\0\n' >in.csv
rowmill score -m $DATA/cli/data/sum.txt -o out.csv in.csv
status=$?; ls -A; exit $status
