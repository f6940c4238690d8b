# The base score counts once; missing values take each split's default side.
printf 'x,y\n,\n' | rowmill score -q -m $DATA/cli/data/rounds.json --raw --leaf --no-model-version
