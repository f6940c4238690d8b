# A directory as output.
mkdir out
rowmill score -m $DATA/cli/data/sum.txt -o out $DATA/cli/data/five.csv
status=$?; ls -A . out; exit $status
