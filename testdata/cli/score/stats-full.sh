# A full disk behind the statistics: they were asked for, so it is an error.
rowmill score -q -m $DATA/cli/data/sum.txt --stats /dev/full -o out.csv $DATA/cli/data/five.csv
status=$?; ls -A; exit $status
