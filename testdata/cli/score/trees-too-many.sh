# More rounds than the model has.
cp $DATA/cli/data/stopped.json .
rowmill score -m stopped.json --trees 4 $DATA/cli/data/five.csv
