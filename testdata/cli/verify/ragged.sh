# A record with a field too few, behind one that differs.
printf 'x,y,raw\n1,-1,-2\n1,-1\n' >ref.csv
rowmill verify -m $DATA/cli/data/yesno.txt ref.csv
