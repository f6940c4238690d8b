# One for each output.
printf 'x,y,a,b\n1,1,1,2\n' | rowmill score -m $DATA/cli/data/rounds.json --base-margin a,b
