# A number may have 4096 characters and no more.
digits=$(printf '%4094d' 0 | tr ' ' 0)
printf 'x,y\n1.%s,1\n' "$digits" | rowmill score -q -m $DATA/cli/data/sum.txt
printf 'x,y\n1.%s0,1\n' "$digits" | rowmill score -q -m $DATA/cli/data/sum.txt
