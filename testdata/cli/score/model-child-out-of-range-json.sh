# The same in XGBoost's format.
sed 's/"right_children":\[2,-1,-1\]/"right_children":[9,-1,-1]/' $DATA/cli/data/rounds.json >model.json
rowmill score -m model.json -o out.csv $DATA/cli/data/five.csv
status=$?; ls -A; exit $status
