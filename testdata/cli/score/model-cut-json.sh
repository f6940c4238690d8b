# An XGBoost model that lacks its end.
head -c 1000 $DATA/cli/data/rounds.json >model.json
rowmill score -m model.json -o out.csv $DATA/cli/data/five.csv
status=$?; ls -A; exit $status
