# An expected value that is none; the first in the order of the rows counts.
printf 'x,y,raw\n1,-1,-1\n1,-1,about 3\n1,oops,-1\n' >ref.csv
rowmill verify -m $DATA/cli/data/yesno.txt ref.csv
echo $?
printf 'x,y,raw\n1,-1,-1\n1,oops,-1\n1,-1,1e999\n' | rowmill verify -m $DATA/cli/data/yesno.txt
echo $?
printf 'x,y,raw\n1,-1,1e999\n' | rowmill verify -m $DATA/cli/data/yesno.txt
