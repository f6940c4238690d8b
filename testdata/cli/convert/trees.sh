# Rounds that are kept; the hash stays that of the original.
cp $DATA/cli/data/stopped.json .
for trees in best all 1 2 3 4 0; do
    rowmill convert stopped.json --trees $trees -o $trees.rowmill &&
        rowmill show $trees.rowmill | grep -E '^(model|rounds|trees)'
done
