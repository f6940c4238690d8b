# For binary classifiers only.
for model in sum.txt three.txt rounds.json; do
    rowmill score -m $DATA/cli/data/$model --threshold 0.5 $DATA/cli/data/five.csv
    echo $?
done
