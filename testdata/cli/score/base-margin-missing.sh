# Every row needs one.
printf 'x,y,start\n1,1,1000\n2,1,\n' >in.csv
rowmill score -m $DATA/cli/data/rounds.json --base-margin start -o out.csv in.csv
status=$?; ls -A; exit $status
