# The first line is a row; the names are given.
printf '2,1\n1,-1\n' | rowmill score -q -m $DATA/cli/data/sum.txt --no-header --columns x,y
