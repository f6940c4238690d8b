# The same in XGBoost's format.
sed 's/"split_conditions":\[1.5E0,/"split_conditions":[/' $DATA/cli/data/rounds.json >model.json
rowmill score -m model.json -o out.csv $DATA/cli/data/five.csv
status=$?; ls -A; exit $status
