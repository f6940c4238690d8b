# The counts are the same for all threads and batches, and when the limit ends the run.
awk 'BEGIN { print "colour,x"; for (i = 0; i < 20000; i++)
    print (i % 3 ? "red" : i % 2 ? "green" : "") "," (i % 17 ? i % 5 : i % 2 ? "bad" : "1,2") }' >in.csv
for limit in 100% 700; do
    for j in 1 2 8; do
        for b in 7 1000 30000; do
            rowmill score -q -b $b -j $j -m $DATA/cli/data/colour.txt --on-error skip --max-rejects $limit \
                --stats stats.jsonl -o out.csv in.csv 2>err
            grep -o '"rows":[0-9]*,"rejected":[0-9]*,"batches"' stats.jsonl
            grep -o '"rejects":.*"unseen":{[^}]*}' stats.jsonl
        done
    done | sort | uniq -c | sed 's/^ *//'
done
cat err
