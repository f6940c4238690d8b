# No rows, no header: still a whole gzip file.
printf 'x,y\n' | rowmill score -q -m $DATA/cli/data/sum.txt --no-output-header -o out.csv.gz
gzip -t out.csv.gz && gunzip -c out.csv.gz | wc -c
