# The statistics: rejects by reason and column, missing and unseen only in rows that were scored.
printf 'colour,x\nblue,\ngreen,1\nred,bad\n,worse\ngreen,1e999\nblue\n"red"x,1\nred,1\n' |
    rowmill score -q -b 3 -j 1 -m $DATA/cli/data/colour.txt --on-error skip --stats stats.jsonl -o out.csv
grep -o '"batch":[0-9]*,"rows":[0-9]*,"rejected":[0-9]*' stats.jsonl
grep -o '"status":"[a-z]*","rows":[0-9]*,"rejected":[0-9]*,"batches":[0-9]*' stats.jsonl
grep -o '"rejects":.*"unseen":{[^}]*}' stats.jsonl
