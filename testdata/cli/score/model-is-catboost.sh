# CatBoost's own format.
printf 'CBM1\144\000\000\000' >model.cbm
rowmill score -m model.cbm -o out.csv $DATA/cli/data/five.csv
status=$?; ls -A; exit $status
