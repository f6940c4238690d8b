# The same when all is well: no largest difference, no rows.
printf 'x,y,raw\n1,-1,-1\n' >ref.csv
rowmill verify --json -q -m $DATA/cli/data/yesno.txt ref.csv
