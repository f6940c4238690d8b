# A reader that has enough ends the run quietly, with 141.
(rowmill score -q -m $DATA/demo/arrival.xgb.json $DATA/demo/flights.csv.gz; echo $? >status) | head -n 1
cat status
