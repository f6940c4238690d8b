# A round of a LightGBM model with three classes is three trees.
sed -n '/^Tree=/,/^end of trees/p' $DATA/cli/data/three.txt | grep -c ^Tree=
rowmill score -q -m $DATA/cli/data/three.txt --trees 1 --leaf $DATA/cli/data/five.csv | head -n 2
