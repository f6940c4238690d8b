# A quote that is never closed: the line that opened it is bad, and the next one is read.
printf 'x,y\n1,1\n2,"1\n"2",1\n1,-1\n"1,1\n2,-1' >in.csv
rowmill score -q -m $DATA/cli/data/sum.txt --on-error skip --rejects bad.csv in.csv
cat bad.csv
