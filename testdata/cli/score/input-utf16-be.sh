# UTF-16, high byte first, with a byte order mark.
{ printf '\376\377'; printf 'x,y 1,1 ' | sed 's/./@&/g' | tr '@ ' '\0\n'; } >in.csv
rowmill score -m $DATA/cli/data/sum.txt -o out.csv in.csv
status=$?; ls -A; exit $status
