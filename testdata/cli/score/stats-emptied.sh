# The file is emptied at the start.
echo old >stats.jsonl
rowmill score -q -m $DATA/cli/data/sum.txt --stats stats.jsonl -o out.csv $DATA/cli/data/five.csv
grep -c old stats.jsonl; wc -l <stats.jsonl
