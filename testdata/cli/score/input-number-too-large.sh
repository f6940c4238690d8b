# 1e309 is beyond double precision, and not silently infinity.
printf 'x,y\n1,1e309\n' >in.csv
rowmill score -m $DATA/cli/data/sum.txt -o out.csv in.csv
status=$?; ls -A; exit $status
