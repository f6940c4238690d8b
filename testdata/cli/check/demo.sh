# The flights fit; what is missing and what the model never saw is told.
rowmill check -m $DATA/demo/delay.lgb.txt $DATA/demo/flights.csv.gz
