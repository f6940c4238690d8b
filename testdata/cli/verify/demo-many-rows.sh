# Many chunks in a pipe, with categories; a difference far down is found in its line.
rowmill score -q -m $DATA/demo/delay.lgb.txt --keep all --raw $DATA/demo/flights.csv.gz >ref.csv
gzip -c ref.csv | rowmill verify -m $DATA/demo/delay.lgb.txt
rowmill verify -m $DATA/demo/arrival.xgb.json --rename prediction=class,raw_0=raw ref.csv | sed -n '/^largest/s/:.*//p; $s/ [0-9].*//p'
sed '15432s/,\([0-9]\),0/,9,0/' ref.csv | rowmill verify -m $DATA/demo/delay.lgb.txt - | tail -n 2
