# A model without names can.
printf '2,1\n1,-1\n' | rowmill score -q -m $DATA/cli/data/nameless.txt --no-header
