# A closed stdout is /dev/null, not a file that happens to get its number.
rowmill score -m $DATA/cli/data/sum.txt --stats stats.jsonl $DATA/cli/data/five.csv >&- 2>err
echo $?
grep -c prediction stats.jsonl; sed 's/.*rows\/s/N rows\/s/' err
