# A model that is not there.
rowmill score -m nothing.txt -o out.csv $DATA/cli/data/five.csv
status=$?; ls -A; exit $status
