# The closing line, and the line of each batch.
printf 'x,y\n1,1\nbad,1\n1,1\n1\n1,1\n' >in.csv
rowmill score -v -b 2 -j 1 -m $DATA/cli/data/sum.txt --on-error skip -o out.csv in.csv 2>&1 |
    sed 's/[0-9][0-9]*\.[0-9]*/T/g; s/[0-9]* rows\/s/N rows\/s/'
