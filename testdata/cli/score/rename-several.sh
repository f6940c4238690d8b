# In whatever order the new names are.
printf 'a,b,c\n5,1,2\n' | rowmill score -q -m $DATA/cli/data/sum.txt --rename 'a=zz,b=y,c=x' --id zz
