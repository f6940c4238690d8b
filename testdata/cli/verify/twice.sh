# Two columns for one value.
printf 'x,y,raw,raw\n1,-1,-1,-1\n' >ref.csv
rowmill verify -m $DATA/cli/data/yesno.txt ref.csv
