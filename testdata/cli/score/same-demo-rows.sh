# All of the demo, with as many workers as there are and in odd batches.
for model in delay.lgb.txt arrival.xgb.json; do
    rowmill score -q -m $DATA/demo/$model -o all.csv $DATA/demo/flights.csv.gz
    rowmill score -q -m $DATA/demo/$model -j 1 -b 777 -o one.csv $DATA/demo/flights.csv.gz
    cmp all.csv one.csv && wc -l <all.csv
done
