# An array with too few values.
sed '/^Tree=1/,$s/^leaf_value=.*/leaf_value=1/' $DATA/cli/data/sum.txt >model.txt
rowmill score -m model.txt -o out.csv $DATA/cli/data/five.csv
status=$?; ls -A; exit $status
