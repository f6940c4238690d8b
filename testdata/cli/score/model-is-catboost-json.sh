# CatBoost's JSON.
printf '{"features_info":{},"model_info":{},"oblivious_trees":[]}' >model.json
rowmill score -m model.json $DATA/cli/data/five.csv
