# Statistics of runs that end before there is anything to count.
rowmill score -m $DATA/cli/data/sum.txt --threshold 0.5 --stats a $DATA/cli/data/five.csv
echo $?; grep -o '"status":"error"' a
printf 'prediction,x,y\n1,2,3\n' >in.csv
rowmill score -m $DATA/cli/data/yesno.txt --id prediction --stats b in.csv
echo $?; grep -o '"status":"error"' b
