# A directory as model.
mkdir model
rowmill score -m model -o out.csv $DATA/cli/data/five.csv
status=$?; ls -A; exit $status
