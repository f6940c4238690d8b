# A column that is not there.
printf 'weight,y\n2,1\n' | rowmill score -m $DATA/cli/data/sum.txt --rename wieght=x
