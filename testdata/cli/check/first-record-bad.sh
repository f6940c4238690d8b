# Without a header a bad first record is a record like others.
printf '"a"b,2\n1,2\n3\n' >in.csv
rowmill check -m $DATA/cli/data/sum.txt --no-header --columns x,y in.csv
