# The models of the demo, on real rows.
for model in delay.lgb.txt arrival.xgb.json; do
    rowmill convert -q -o new.rowmill $DATA/demo/$model
    for m in $DATA/demo/$model new.rowmill; do
        rowmill score -q -m $m $DATA/demo/flights.csv.gz >$(basename $m).csv
    done
    cmp $model.csv new.rowmill.csv && wc -l <$model.csv
done
