# A threshold that is not a number.
sed '/^Tree=1/,$s/^threshold=.*/threshold=nan/' $DATA/cli/data/sum.txt >model.txt
rowmill score -m model.txt -o out.csv $DATA/cli/data/five.csv
status=$?; ls -A; exit $status
