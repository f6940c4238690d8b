# A fault in a quoted field ends at its line; what is behind is read as if it began there.
printf 'x,y\n1,"a\nb"c,1\n1,1\n"2\n"x,1\n2,1\n' >in.csv
rowmill score -q -m $DATA/cli/data/sum.txt --on-error skip --rejects bad.csv in.csv
cat bad.csv
