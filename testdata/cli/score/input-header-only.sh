# No rows are no error: an output with a header and nothing else.
printf 'x,y\n' >in.csv
rowmill score -m $DATA/cli/data/sum.txt -o out.csv in.csv 2>&1 | sed 's/[0-9.]* s, .* rows/T s, N rows/'
cat out.csv
