# All at once: two columns change names.
printf 'y,x\n2,1\n' | rowmill score -q -m $DATA/cli/data/sum.txt --rename x=y,y=x
