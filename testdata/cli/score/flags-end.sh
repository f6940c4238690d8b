# Behind -- everything is a file.
printf 'x,y\n1,1\n' >--raw
rowmill score -q -m $DATA/cli/data/sum.txt -- --raw
