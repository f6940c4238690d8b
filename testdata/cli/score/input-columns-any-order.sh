# Columns are found by name, in any order; others are ignored.
printf 'y,unused,x\n1,hello,2\n' | rowmill score -q -m $DATA/cli/data/sum.txt
