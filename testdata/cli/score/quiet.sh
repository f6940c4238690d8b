# Nothing on stderr, unless something is wrong.
rowmill score -q -m $DATA/cli/data/stopped.json -o out.csv $DATA/cli/data/five.csv
rowmill score -q -m nothing.txt -o out.csv $DATA/cli/data/five.csv
