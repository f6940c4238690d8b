# Two nodes that are each other's child.
sed 's/"left_children":\[1,-1,-1\]/"left_children":[1,0,-1]/; s/"right_children":\[2,-1,-1\]/"right_children":[2,2,-1]/' \
    $DATA/cli/data/rounds.json >model.json
rowmill score -m model.json -o out.csv $DATA/cli/data/five.csv
status=$?; ls -A; exit $status
