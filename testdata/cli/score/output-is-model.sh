# Nor the model, also through a link.
cp $DATA/cli/data/sum.txt model.txt
ln -s model.txt soft && ln model.txt hard
for out in model.txt soft hard; do
    rowmill score -m model.txt -o $out $DATA/cli/data/five.csv
    echo $?
done
cmp model.txt $DATA/cli/data/sum.txt && ls -A
