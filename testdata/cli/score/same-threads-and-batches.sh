# The same bytes from any number of workers and any size of batch.
gunzip -c $DATA/demo/flights.csv.gz | head -n 2001 >in.csv
for model in delay.lgb.txt arrival.xgb.json; do
    for threads in 1 2 3 8; do
        for batch in 1 7 1000 10000000; do
            rowmill score -q -m $DATA/demo/$model -j $threads -b $batch --id id in.csv | cksum
        done
    done | sort | uniq -c | awk '{ print $1 }'
done
