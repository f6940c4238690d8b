# The old file is still whole when the new one does not fit.
seq 1 20000 | awk 'BEGIN { print "x,y" } { print $1 "," $1 }' >in.csv
echo old >out.csv
(ulimit -f 100; rowmill score -m $DATA/cli/data/sum.txt -o out.csv in.csv)
status=$?; cat out.csv; ls -A; exit $status
