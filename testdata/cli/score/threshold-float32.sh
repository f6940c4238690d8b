# A float32 probability is compared as the double that it is.
model=$DATA/golden/xgboost/zero-rounds-logistic-3.2/model.json
printf 'f0,f1,f2,f3,f4,f5\n,,,,,\n' >in.csv
for t in 0.6224593 0.622459352016449 0.62245936; do
    rowmill score -q -m $model --threshold $t --no-model-version --no-output-header in.csv
done
