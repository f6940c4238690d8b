# Where each row's margin starts; the column is no feature.
model=$DATA/golden/xgboost/base-margin/model.json
cp $DATA/golden/xgboost/base-margin/input.csv .
margin=$(sed -n 's/^base_margin //p' $DATA/golden/xgboost/base-margin/options)
rowmill score -q -m $model --base-margin $margin --keep all --raw input.csv >ref.csv
rowmill verify -q -m $model --base-margin $margin ref.csv
rowmill verify -q -m $model ref.csv | sed 's/[0-9]* of/N of/g'
