# XGBoost reads float32: 1.49999999 is 1.5 there, and goes to the right.
printf 'x,y\n1.4999999,1\n1.49999999,1\n' | rowmill score -q -m $DATA/cli/data/rounds.json --trees 1 --no-model-version
printf 'x,y\n1.49999999,1\n1.5,1\n1.50000001,1\n' | rowmill score -q -m $DATA/cli/data/sum.txt --trees 1 --no-model-version
