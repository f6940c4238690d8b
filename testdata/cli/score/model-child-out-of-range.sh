# A child that the tree does not have.
sed '/^Tree=0/,/^Tree=1/s/^right_child=.*/right_child=7/' $DATA/cli/data/sum.txt >model.txt
rowmill score -m model.txt -o out.csv $DATA/cli/data/five.csv
status=$?; ls -A; exit $status
