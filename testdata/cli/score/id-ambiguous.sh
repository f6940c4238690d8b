# A name that is there twice needs its number.
printf 'x,y,n,n\n1,1,8,9\n' | rowmill score -q -m $DATA/cli/data/sum.txt --id n
