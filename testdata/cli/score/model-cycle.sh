# A tree that goes in a circle (here a node that is its own child) is never walked.
sed '/^Tree=0/,/^Tree=1/s/^left_child=.*/left_child=0/' $DATA/cli/data/sum.txt >model.txt
rowmill score -m model.txt -o out.csv $DATA/cli/data/five.csv
status=$?; ls -A; exit $status
