# LightGBM has no such thing.
printf 'x,y,a\n1,1,1\n' | rowmill score -m $DATA/cli/data/sum.txt --base-margin a
