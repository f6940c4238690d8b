# Another delimiter, of input and output.
printf 'x;y\n2;1\n' | rowmill score -q -m $DATA/cli/data/sum.txt -d ';' --keep all
printf 'x\ty\n2\t1\n' | rowmill score -q -m $DATA/cli/data/sum.txt --delimiter tab --keep all | tr '\t' '>'
printf 'x\ty\n2\t1\n' | rowmill score -q -m $DATA/cli/data/sum.txt -d '\t' --keep all | tr '\t' '>'
printf 'x|y\n2|1\n' | rowmill score -q -m $DATA/cli/data/sum.txt '-d|' --keep all
