# So is one that joblib compressed with zlib.
printf '\170\234\003\000' >model.joblib
rowmill score -m model.joblib -o out.csv $DATA/cli/data/five.csv
status=$?; ls -A; exit $status
