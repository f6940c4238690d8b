# XGBoost refuses what it does not know, so it is a fault; unless said otherwise.
case=$DATA/golden/xgboost/cats-strings-3.4
sed -n 1,3p $case/input.csv | awk -F, -v OFS=, 'NR == 2 { $3 = "never seen" } { print }' >in.csv
rowmill check -m $case/model.json in.csv
echo $?
rowmill check -m $case/model.json --unseen na in.csv
