# - is stdin, and so is no file at all.
printf 'x,y\n1,1\n' | rowmill score -q -m $DATA/cli/data/sum.txt - | tail -n 1
printf 'x,y\n2,1\n' | rowmill score -q -m $DATA/cli/data/sum.txt -o - | tail -n 1
