# The same bytes from a pipe that brings one byte at a time, quotes and CR LF included.
printf '\357\273\277id,x,y\r\n"a\r\n""1""",1,-1\r\n\r\nb,2,1\nc,,' >in.csv
rowmill score -q -m $DATA/cli/data/sum.txt --id id in.csv >whole.csv
dd if=in.csv bs=1 2>/dev/null | rowmill score -q -m $DATA/cli/data/sum.txt --id id >bytes.csv
gzip -nc in.csv >in.csv.gz
dd if=in.csv.gz bs=1 2>/dev/null | rowmill score -q -m $DATA/cli/data/sum.txt --id id >packed.csv
cmp whole.csv bytes.csv && cmp whole.csv packed.csv && cat whole.csv
