# A checksum that does not fit the data.
printf 'x,y\n1,1\n2,2\n' | gzip -n >whole.gz
size=$(wc -c <whole.gz)
{ head -c $((size - 8)) whole.gz; printf '\377\377\377\377'; tail -c 4 whole.gz; } >in.csv.gz
rowmill score -m $DATA/cli/data/sum.txt -o out.csv in.csv.gz
status=$?; ls -A; exit $status
