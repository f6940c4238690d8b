# The other way round.
cp $DATA/cli/data/rounds.json model.json
rowmill score -m model.json --format lightgbm-text $DATA/cli/data/five.csv
