# A folder that is not there is not made.
rowmill score -m $DATA/cli/data/sum.txt -o no/such/out.csv $DATA/cli/data/five.csv
status=$?; ls -A; exit $status
