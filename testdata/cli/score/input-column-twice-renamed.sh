# The remedy for a column that is there twice: the second gets another name.
printf 'x,y,x\n1,1,3\n' | rowmill score -q -m $DATA/cli/data/sum.txt --rename '#3=other'
