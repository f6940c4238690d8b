# Values that are none.
for value in -1 1.5 x '' % -1% 101% nan% inf% '5 %%' 1e2; do
    rowmill score -m $DATA/cli/data/sum.txt --on-error skip --max-rejects "$value" $DATA/cli/data/five.csv; echo $?
done
