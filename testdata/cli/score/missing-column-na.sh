# A column that is not there may be missing in every row.
printf 'x\n1\n2\n' | rowmill score -q -m $DATA/cli/data/sum.txt --missing-column na
