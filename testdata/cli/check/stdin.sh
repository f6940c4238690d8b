# From stdin, with and without a dash; the model from the environment.
printf 'x,y\n1,2\n' | rowmill check -m $DATA/cli/data/sum.txt
printf 'x,y\n1,2\n' | ROWMILL_MODEL=$DATA/cli/data/sum.txt rowmill check -
