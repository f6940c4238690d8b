# A last line without its end is a line, even if it is short of a field.
printf 'x,y\n1,1\n2' | rowmill score -q -m $DATA/cli/data/sum.txt
