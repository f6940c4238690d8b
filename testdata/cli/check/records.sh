# Records that are none, by reason, with the first of each.
printf 'x,y\n1,2\n1\0,2\n1,2,3\n"a"b,2\n1\r1,2\n1,2,3\n1\n"open,2\n' >in.csv
rowmill check -m $DATA/cli/data/sum.txt in.csv
