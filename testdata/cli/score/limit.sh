# The first records and no more, whatever comes behind; bad ones count.
printf 'x,y\n1,1\n\nbad,1\n2,1\nworse,1\n1,"open\n' >in.csv
for n in 1 2 3; do
    rowmill score -q -m $DATA/cli/data/sum.txt --on-error skip --limit $n --rejects bad.csv in.csv; tail -n +2 bad.csv
done
rowmill score -q -m $DATA/cli/data/sum.txt --limit 1 in.csv
rowmill score -q -m $DATA/cli/data/sum.txt --limit 18446744073709551615 $DATA/cli/data/five.csv
rowmill score -q -m $DATA/cli/data/sum.txt --limit 0 in.csv
