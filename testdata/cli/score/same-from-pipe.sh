# The same bytes from a file and from a pipe, to a file and to a pipe.
gunzip -c $DATA/demo/flights.csv.gz | head -n 3001 >in.csv
rowmill score -q -m $DATA/demo/delay.lgb.txt -o file.csv in.csv
cat in.csv | rowmill score -q -m $DATA/demo/delay.lgb.txt | cat >pipe.csv
rowmill score -q -m $DATA/demo/delay.lgb.txt <in.csv >redirected.csv
cmp file.csv pipe.csv && cmp file.csv redirected.csv && echo same
