# A column that no feature wants may be there twice.
printf 'z,x,y,z\n5,1,1,6\n' | rowmill score -q -m $DATA/cli/data/sum.txt
