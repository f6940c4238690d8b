# Without a header the first record is a row: with --columns it may be bad like any other.
printf '"1"2,1\n1,1\n' >quote.csv
printf '1,1,1\n1,1\n' >long.csv
printf '1\n1,1\n' >short.csv
for in in quote long short; do
    rowmill score -q -m $DATA/cli/data/sum.txt --no-header --columns x,y --no-output-header \
        --on-error skip --rejects bad.csv $in.csv; echo $?
    cat bad.csv
done
rowmill score -q -m $DATA/cli/data/sum.txt --no-header --columns x,y long.csv
