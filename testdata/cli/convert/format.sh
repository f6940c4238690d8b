# --format overrides what the content says.
cp $DATA/cli/data/rounds.json .
rowmill convert -q --format xgboost rounds.json -o a.rowmill && echo right
rowmill convert -q --format rowmill a.rowmill -o b.rowmill && echo right
rowmill convert --format rowmill rounds.json -o c.rowmill
echo $?
rowmill convert --format rowmil a.rowmill -o c.rowmill
echo $?
