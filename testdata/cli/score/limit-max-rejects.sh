# A share is one of the records that were read.
printf 'x,y\n1,1\nbad,1\n1,1\n1,1\n1,1\n' >in.csv
rowmill score -q -m $DATA/cli/data/sum.txt --on-error skip --limit 2 --max-rejects 40% -o out.csv in.csv; echo $?
rowmill score -q -m $DATA/cli/data/sum.txt --on-error skip --limit 3 --max-rejects 40% -o out.csv in.csv; echo $?
