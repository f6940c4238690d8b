# Not as many names as fields.
printf '2,1\n' | rowmill score -m $DATA/cli/data/sum.txt --no-header --columns x,y,z
