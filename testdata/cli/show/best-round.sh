# Rounds that early stopping left out.
rowmill show $DATA/cli/data/stopped.json | grep ^rounds
rowmill show --json $DATA/cli/data/stopped.json | grep -o '"rounds[a-z_]*":[0-9]*'
