# Nothing was compared: that proves nothing.
printf 'x,y,raw\n' >ref.csv
rowmill verify -m $DATA/cli/data/yesno.txt ref.csv
echo $?
rowmill verify -m $DATA/cli/data/yesno.txt /dev/null
