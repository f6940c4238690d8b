# gzip is known by its first bytes: no name is needed, stdin does.
printf 'x,y\n1,1\n' | gzip -n >in.csv
rowmill score -q -m $DATA/cli/data/sum.txt in.csv
rowmill score -q -m $DATA/cli/data/sum.txt <in.csv
