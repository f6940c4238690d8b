# No bad row: the header alone, in place of an old file.
echo old >bad.csv
rowmill score -q -m $DATA/cli/data/sum.txt --on-error skip --rejects bad.csv -o out.csv $DATA/cli/data/five.csv
cat bad.csv
