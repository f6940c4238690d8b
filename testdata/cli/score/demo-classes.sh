# Class by class what LightGBM predicted for the first 200 flights.
gunzip -c $DATA/demo/flights.csv.gz | head -n 201 |
    rowmill score -q -m $DATA/demo/delay.lgb.txt --id id --no-prob --no-model-version >got.csv
awk -F, -v OFS=, '{ print $1, $NF }' $DATA/demo/expected/delay.csv | sed 1s/class/prediction/ >want.csv
cmp want.csv got.csv && sed 1d got.csv | cut -d, -f 2 | sort | uniq -c | awk '{ print $1, $2 }'
