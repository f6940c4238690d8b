# A UTF-8 byte order mark is skipped, also before a quoted name.
printf '\357\273\277x,y\n1,1\n' | rowmill score -q -m $DATA/cli/data/sum.txt --keep all
printf '\357\273\277"x",y\n1,1\n' | rowmill score -q -m $DATA/cli/data/sum.txt --keep all
