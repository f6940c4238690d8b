# What dump_model() of LightGBM writes.
printf '{"name":"tree","version":"v4","num_class":1,"num_tree_per_iteration":1,"tree_info":[]}' >model.json
rowmill score -m model.json -o out.csv $DATA/cli/data/five.csv
status=$?; ls -A; exit $status
