# A regular file that may grow no further: nothing is left, not under another name either.
seq 1 20000 | awk 'BEGIN { print "x,y" } { print $1 "," $1 }' >in.csv
(ulimit -f 100; rowmill score -m $DATA/cli/data/sum.txt -o out.csv in.csv)
status=$?; ls -A; exit $status
