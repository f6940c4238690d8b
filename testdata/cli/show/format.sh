# --format says what the file is; another one does not fit.
cp $DATA/cli/data/sum.txt model.txt
rowmill show --format lightgbm-text model.txt | grep ^format
rowmill show --format=json model.txt
