# No quotes: a quote is a character like any other, and bad rows stand as they stood.
printf 'x,y,n\n1,1,"k\n"1",1,z\n1,1,a"b"\n1,1,"a,b"\n1,1,c\n1,1\r,z\n' >in.csv
rowmill score -q -m $DATA/cli/data/sum.txt --quote none --keep all --on-error skip --rejects bad.csv in.csv
tr '\r' '@' <bad.csv
# What has too many fields cannot be quoted, so it is ragged again.
rowmill score -q -m $DATA/cli/data/sum.txt --quote none --on-error skip --max-rejects 100% --rejects again.csv bad.csv
tr '\r' '@' <again.csv
