# What dump_model() of XGBoost writes.
printf 'booster[0]:\n0:[x<1.5] yes=1,no=2,missing=1\n\t1:leaf=10\n\t2:leaf=20\n' >model.txt
rowmill score -m model.txt -o out.csv $DATA/cli/data/five.csv
status=$?; ls -A; exit $status
