# A line for each batch on stderr.
rowmill score -v -b 2 -j 1 -m $DATA/cli/data/sum.txt -o out.csv $DATA/cli/data/five.csv 2>&1 |
    sed 's/[0-9][0-9]*\.[0-9]*/T/g; s/[0-9]* rows\/s/N rows\/s/'
