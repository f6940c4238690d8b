# A directory as input.
mkdir in
rowmill score -m $DATA/cli/data/sum.txt -o out.csv in
status=$?; ls -A; exit $status
