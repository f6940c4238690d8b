# The same rows for all threads and batches; the last batch is what is left.
awk 'BEGIN { print "x,y"; for (i = 0; i < 50000; i++) print i % 4 "," i % 3 - 1 }' >in.csv
for j in 1 2 8; do
    for b in 1 7 1000 100000; do
        rowmill score -q -j $j -b $b -m $DATA/cli/data/sum.txt --limit 20003 --stats stats.jsonl in.csv | cksum
    done
done | uniq -c | sed 's/^ *//'
rowmill score -q -b 7000 -m $DATA/cli/data/sum.txt --limit 20003 --stats stats.jsonl -o out.csv in.csv
grep -o '"batch":[0-9]*,"rows":[0-9]*' stats.jsonl
rowmill score -q -b 7000 -m $DATA/cli/data/sum.txt --limit 14000 --stats stats.jsonl -o out.csv in.csv
grep -o '"batch":[0-9]*,"rows":[0-9]*' stats.jsonl
