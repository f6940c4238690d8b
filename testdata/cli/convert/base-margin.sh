# Base margins are for models that came from XGBoost.
printf 'a,b,base\n1,2,10\n' >in.csv
for model in rounds.json sum.txt; do
    rowmill convert -q $DATA/cli/data/$model -o a.rowmill
    rowmill score -q -m a.rowmill --base-margin base --missing-column na --no-model-version in.csv
    echo $?
done
