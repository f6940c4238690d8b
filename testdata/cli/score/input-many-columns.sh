# More columns than fields of the first rows in the cache: 20000, the features at the end.
seq -s, 1 20000 | sed 's/$/,x,y/; h; s/[0-9][0-9]*/c&/g; p; x; s/x,y/2,1/' |
    rowmill score -q -m $DATA/cli/data/sum.txt
