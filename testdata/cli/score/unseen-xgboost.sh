# as-trained XGBoost refuses such a category; na takes it as missing, as an empty cell.
model=$DATA/golden/xgboost/cats-strings-3.4/model.json
sed -n 1,2p $DATA/golden/xgboost/cats-strings-3.4/input.csv >in.csv
awk -F, -v OFS=, 'NR == 2 { $3 = "never seen"; print; $3 = ""; print }' in.csv >>in.csv
for unseen in as-trained na error; do
    rowmill score -q -m $model --no-model-version --unseen $unseen --stats stats.jsonl in.csv; echo $?
    grep -o '"missing":{[^}]*},"unseen":{[^}]*}' stats.jsonl
done
rowmill score -q -m $model --on-error skip --rejects bad.csv -o out.csv in.csv
awk -F, '{ print $3, $(NF - 2), $(NF - 1), $NF }' bad.csv
