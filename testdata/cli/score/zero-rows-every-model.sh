# No rows give a header from every kind of model.
for model in sum.txt yesno.txt three.txt colour.txt rounds.json; do
    header=$(rowmill show --json $DATA/cli/data/$model | grep -o '{"name":"[^"]*","type"' | cut -d '"' -f 4 | paste -s -d , -)
    echo "$header" | rowmill score -q -m $DATA/cli/data/$model --raw
done
