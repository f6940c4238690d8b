# Records, and none that can be scored: an error in both modes, unless 100% was said.
printf 'x,y\nbad,1\n1\n' >in.csv
for mode in skip blank; do
    rowmill score -q -m $DATA/cli/data/sum.txt --on-error $mode -o out.csv in.csv; echo $?
done
printf 'x,y\nbad,1\n' | rowmill score -q -m $DATA/cli/data/sum.txt --on-error skip -o out.csv; echo $?
ls -A
rowmill score -q -m $DATA/cli/data/sum.txt --on-error blank --max-rejects 100% in.csv
