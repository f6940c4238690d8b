# What stands behind the end of a JSON model is ignored, as XGBoost ignores it.
{ cat $DATA/cli/data/rounds.json; echo more; } >model.json
rowmill score -q --no-model-version -m model.json $DATA/cli/data/five.csv
