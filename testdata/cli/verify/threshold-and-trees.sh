# What decides the prediction is said as for score.
printf 'x,y,prediction\n1,1,1\n' >ref.csv
rowmill verify -q -m $DATA/cli/data/yesno.txt ref.csv
echo $?
rowmill verify -q -m $DATA/cli/data/yesno.txt --threshold 0.25 ref.csv
printf 'x,y,raw\n2,1,1\n' >ref.csv
rowmill verify -q -m $DATA/cli/data/yesno.txt --trees 1 ref.csv
rowmill verify -q -m $DATA/cli/data/sum.txt --threshold 0.25 ref.csv
