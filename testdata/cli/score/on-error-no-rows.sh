# An empty table is no failure: output and rejects have their headers.
printf 'x,y\n' | rowmill score -q -m $DATA/cli/data/sum.txt --on-error skip --max-rejects 0% \
    --rejects bad.csv -o out.csv
echo $?; cat out.csv bad.csv
