# The column replaces the base score, 0.5.
printf 'x,y,start\n1,1,1000\n2,1,0\n1,1,0.5\n' |
    rowmill score -q -m $DATA/cli/data/rounds.json --base-margin start
