# Without a header the reject file has none either.
printf '1,1\nbad,1\n2\n' | rowmill score -q -m $DATA/cli/data/sum.txt --no-header --columns x,y \
    --on-error skip --rejects bad.csv -o out.csv
cat bad.csv
