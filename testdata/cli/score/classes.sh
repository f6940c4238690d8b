# Names of classes, in the columns and in the cells, quoted where needed.
rowmill score -q -m $DATA/cli/data/three.txt --classes 'low,"mid, or so",high' --no-model-version $DATA/cli/data/five.csv
