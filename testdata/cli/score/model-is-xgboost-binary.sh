# The same without its magic word, as save_model() wrote it.
printf '\000\000\000\077\006\000\000\000\000\000\000\000\001\000\000\000' >model.model
head -c 120 /dev/zero >>model.model
printf '\017\000\000\000\000\000\000\000binary:logistic\006\000\000\000\000\000\000\000gbtree' >>model.model
rowmill score -m model.model -o out.csv $DATA/cli/data/five.csv
status=$?; ls -A; exit $status
