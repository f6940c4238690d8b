# The same bytes from lines that end with CR LF.
gunzip -c $DATA/demo/flights.csv.gz | head -n 1001 >in.csv
rowmill score -q -m $DATA/demo/delay.lgb.txt --id id in.csv >lf.csv
awk '{ printf "%s\r\n", $0 }' in.csv | rowmill score -q -m $DATA/demo/delay.lgb.txt --id id >crlf.csv
cmp lf.csv crlf.csv && echo same
