# A flag that there is not, near one that there is.
rowmill score --tresh 0.5 -m $DATA/cli/data/yesno.txt $DATA/cli/data/five.csv
echo $?
rowmill score --theshold=0.5 -m $DATA/cli/data/yesno.txt $DATA/cli/data/five.csv
