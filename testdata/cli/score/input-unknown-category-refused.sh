# XGBoost refuses a category that it never saw, and so does rowmill.
model=$DATA/golden/xgboost/cats-strings-3.4/model.json
sed -n 1,2p $DATA/golden/xgboost/cats-strings-3.4/input.csv |
    awk -F, -v OFS=, 'NR == 2 { $3 = "never seen" } { print }' >in.csv
rowmill score -m $model in.csv
