# Not one byte, or one that means something else.
for d in '' ';;' '"' '
' é; do
    rowmill score -m $DATA/cli/data/sum.txt -d "$d" $DATA/cli/data/five.csv
    echo $?
done
