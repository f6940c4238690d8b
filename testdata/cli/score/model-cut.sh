# A LightGBM model that lacks its end.
head -n 25 $DATA/cli/data/sum.txt >model.txt
rowmill score -m model.txt -o out.csv $DATA/cli/data/five.csv
status=$?; ls -A; exit $status
