# Without names a model with names cannot be fed.
printf '2,1\n' | rowmill score -m $DATA/cli/data/sum.txt --no-header
