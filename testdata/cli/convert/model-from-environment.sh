# ROWMILL_MODEL names the model.
ROWMILL_MODEL=$DATA/cli/data/sum.txt rowmill convert -o a.rowmill
