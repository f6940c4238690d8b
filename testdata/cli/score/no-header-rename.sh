# Names of --columns may be renamed like those of a header.
printf '2,1\n' | rowmill score -q -m $DATA/cli/data/sum.txt --no-header --columns a,y --rename a=x --id x
