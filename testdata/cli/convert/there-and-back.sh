# A converted model says what the original says, model_version and all, whatever its name.
cp $DATA/cli/data/* .
for model in sum.txt yesno.txt three.txt rounds.json stopped.json colour.txt nameless.txt; do
    rowmill convert -q $model -o other.rowmill
    for m in $model other.rowmill; do
        rowmill score -q -m $m --raw --leaf --id id --missing-column na five.csv >$m.csv
    done
    cmp $model.csv other.rowmill.csv && tail -n 1 $model.csv
done
