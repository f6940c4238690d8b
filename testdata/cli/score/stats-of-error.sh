# A run that fails says so.
printf 'x,y\n1,1\nbad,1\n' | rowmill score -q -m $DATA/cli/data/sum.txt --stats stats.jsonl -o out.csv
tail -n 1 stats.jsonl | grep -o '"type":"run","status":"[^"]*","message":"[^"]*"'
ls -A
