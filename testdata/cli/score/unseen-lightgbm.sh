# as-trained LightGBM takes such a category as missing; error makes it a bad row.
printf 'colour,x\nblue,1\ngreen,1\n,1\nred,2\n' >in.csv
for unseen in as-trained na error; do
    rowmill score -q -m $DATA/cli/data/colour.txt --no-model-version --unseen $unseen in.csv; echo $?
done
rowmill score -q -m $DATA/cli/data/colour.txt --unseen error --on-error blank --rejects bad.csv \
    --stats stats.jsonl in.csv
cat bad.csv
grep -o '"rejects":.*"unseen":{[^}]*}' stats.jsonl
