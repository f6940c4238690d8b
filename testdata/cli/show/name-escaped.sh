# Names in a model cannot fake lines or colours of a terminal.
sed 's/"feature_names":\["x"/"feature_names":["x\\n    3  number        z"/' $DATA/cli/data/rounds.json >model.json
rowmill show model.json | sed -n '/^features/,$p'
sed "s/^feature_names=x/feature_names=$(printf '\033[31m')x/" $DATA/cli/data/sum.txt >model.txt
rowmill show model.txt | sed -n '/^features/,$p'
rowmill show --json model.txt | grep -o '"name":"[^"]*31m[^"]*"'
