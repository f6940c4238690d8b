# The shortest decimals that read back to the same bits; float32 where the library has it.
printf 'x,y\n1,1\n2,1\n' | rowmill score -q -m $DATA/cli/data/yesno.txt --no-model-version --no-output-header
printf 'f0,f1,f2,f3,f4,f5\n,,,,,\n' |
    rowmill score -q -m $DATA/golden/xgboost/zero-rounds-logistic-3.2/model.json --no-model-version --no-output-header
