# Files that are not there, and a model that is none.
printf 'x,y,raw\n1,-1,-1\n' >ref.csv
rowmill verify -m $DATA/cli/data/yesno.txt none.csv
echo $?
rowmill verify -m none.txt ref.csv
echo $?
rowmill verify -m ref.csv ref.csv
