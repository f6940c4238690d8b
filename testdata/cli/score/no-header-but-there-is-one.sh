# A header that is read as a row.
printf 'x,y\n1,1\n' | rowmill score -m $DATA/cli/data/sum.txt --no-header --columns x,y
