# A pickle is refused by its first bytes, whatever its name.
printf '\200\004\225\000' >model.json
rowmill score -m model.json -o out.csv $DATA/cli/data/five.csv
status=$?; ls -A; exit $status
