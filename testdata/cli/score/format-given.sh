# --format says what the file is.
rowmill score -q -m $DATA/cli/data/rounds.json --format xgboost --id id $DATA/cli/data/five.csv
