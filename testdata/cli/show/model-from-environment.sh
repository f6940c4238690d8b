# Without MODEL, that of ROWMILL_MODEL.
ROWMILL_MODEL=$DATA/cli/data/sum.txt rowmill show | head -n 2
