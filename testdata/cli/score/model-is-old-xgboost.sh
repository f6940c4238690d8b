# XGBoost's binary format of before 1.0.
printf 'binf\000\000\000\077\006\000\000\000' >model.bin
rowmill score -m model.bin -o out.csv $DATA/cli/data/five.csv
status=$?; ls -A; exit $status
