# Values that are none.
for value in '' ab ,; do
    rowmill score -m $DATA/cli/data/sum.txt --quote "$value" $DATA/cli/data/five.csv; echo $?
done
rowmill score -m $DATA/cli/data/sum.txt -d "'" --quote "'" $DATA/cli/data/five.csv; echo $?
rowmill score -m $DATA/cli/data/sum.txt --quote "$(printf '\r')" $DATA/cli/data/five.csv
