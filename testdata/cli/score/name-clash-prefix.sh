# The remedy.
printf 'prediction,x,y\n5,1,1\n' | rowmill score -q -m $DATA/cli/data/sum.txt --keep prediction --prefix p_
