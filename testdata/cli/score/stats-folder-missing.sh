# A folder that is not there.
rowmill score -m $DATA/cli/data/sum.txt --stats no/stats.jsonl -o out.csv $DATA/cli/data/five.csv
status=$?; ls -A; exit $status
