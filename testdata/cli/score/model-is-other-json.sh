# JSON of no kind that is known.
echo '{"hello": 1}' >model.json
rowmill score -m model.json $DATA/cli/data/five.csv
