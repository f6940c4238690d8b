# Every kind of bad row, as a row that can be read again.
printf 'id,x,y,note\na,1,1,ok\nb,two,1,"x, y"\nc,1\nd,1,1,n,more,"q,""q"\n"e"x,1,1,n\nf,1,1e999,\n' >in.csv
printf 'g,1,1\r2,n\nh,\0,1,n\ni,,,\nj,1,"open,n\n' >>in.csv
rowmill score -q -m $DATA/cli/data/sum.txt --id id --on-error skip --rejects bad.csv in.csv
tr '\0' '@' <bad.csv | od -An -c | tr -d ' \n' | sed 's/\\n/\n/g'
