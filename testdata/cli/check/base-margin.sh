# A margin must not be missing.
printf 'x,y,m\n1,2,\n1,2,3\n' >in.csv
rowmill check -m $DATA/cli/data/rounds.json --base-margin m in.csv
