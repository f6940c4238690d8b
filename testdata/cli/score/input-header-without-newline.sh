# Nor is a header line without its end.
printf 'x,y' | rowmill score -q -m $DATA/cli/data/sum.txt
