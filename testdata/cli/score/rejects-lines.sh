# _line is where the record begins, as an editor counts: behind quoted line ends, blank lines, CR LF and
# a byte order mark.
printf '\357\273\277x,y,n\r\n\r\n\n1,1,"a\r\nb\n\nc"\r\nbad,1,\n\n"bad\n",1,"x\ny"\nbad,1,\r\n   \n1,1\n\n\nbad,1,' >in.csv
rowmill score -q -m $DATA/cli/data/sum.txt --on-error skip --rejects bad.csv in.csv
cat bad.csv
