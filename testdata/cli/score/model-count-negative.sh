# A negative count.
sed '/^Tree=1/,$s/^num_leaves=.*/num_leaves=-2/' $DATA/cli/data/sum.txt >model.txt
rowmill score -m model.txt -o out.csv $DATA/cli/data/five.csv
status=$?; ls -A; exit $status
