# A full disk behind stdout: not the status of a difference.
printf 'x,y,raw\n1,-1,-2\n' >ref.csv
rowmill verify -m $DATA/cli/data/yesno.txt ref.csv >/dev/full
