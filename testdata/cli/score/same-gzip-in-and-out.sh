# The same bytes from plain and compressed input, and in compressed output.
gunzip -c $DATA/demo/flights.csv.gz >in.csv
rowmill score -q -m $DATA/demo/arrival.xgb.json -o plain.csv in.csv
rowmill score -q -m $DATA/demo/arrival.xgb.json -o packed.csv $DATA/demo/flights.csv.gz
rowmill score -q -m $DATA/demo/arrival.xgb.json -j 3 -b 999 -o out.csv.gz in.csv
gunzip -c out.csv.gz >unpacked.csv
cmp plain.csv packed.csv && cmp plain.csv unpacked.csv && echo same
