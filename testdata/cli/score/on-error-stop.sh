# stop is the default: the rows before the first bad one, then the error.
printf 'x,y\n1,1\nbad,1\n2,1\n' >in.csv
rowmill score -m $DATA/cli/data/sum.txt in.csv; echo $?
rowmill score -m $DATA/cli/data/sum.txt --on-error stop in.csv
