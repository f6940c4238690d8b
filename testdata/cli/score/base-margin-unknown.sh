# A column that is not there.
printf 'x,y,start\n1,1,1000\n' | rowmill score -m $DATA/cli/data/rounds.json --base-margin star
