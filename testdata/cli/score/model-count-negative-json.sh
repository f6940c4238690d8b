# A negative number of features.
sed 's/"num_feature":"2","num_target"/"num_feature":"-2","num_target"/' $DATA/cli/data/rounds.json >model.json
rowmill score -m model.json -o out.csv $DATA/cli/data/five.csv
status=$?; ls -A; exit $status
