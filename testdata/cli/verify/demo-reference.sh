# What XGBoost itself says of real flights, and of rows on the thresholds of its trees.
cp $DATA/demo/reference.csv .
rowmill verify -m $DATA/demo/arrival.xgb.json reference.csv
