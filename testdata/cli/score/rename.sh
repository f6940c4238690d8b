# Names of the header become names of the model.
printf 'weight,y\n2,1\n' | rowmill score -q -m $DATA/cli/data/sum.txt --rename weight=x
