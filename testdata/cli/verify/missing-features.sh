# Missing cells of features, and a feature without a column.
printf 'x,y,raw\n-7,-1,-1\n-7,1,0\n' | rowmill verify -q -m $DATA/cli/data/yesno.txt --na ,-7
printf 'x,raw\n1,-1\n' >ref.csv
rowmill verify -q -m $DATA/cli/data/yesno.txt --missing-column na ref.csv
rowmill verify -m $DATA/cli/data/yesno.txt ref.csv
