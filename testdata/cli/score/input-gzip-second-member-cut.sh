# Two members, the second cut off: nothing is published.
printf 'x,y\n1,1\n' | gzip -n >in.csv.gz
printf '2,2\n' | gzip -n | head -c 20 >>in.csv.gz
rowmill score -m $DATA/cli/data/sum.txt -o out.csv in.csv.gz
status=$?; ls -A; exit $status
