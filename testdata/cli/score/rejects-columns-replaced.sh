# Columns of our names are left out, wherever they stand, and what is whole in one cell stands in the
# first that is not.
printf '_line,x,_column,y,_reason\n7,1,p,1,r\n8,bad,p,1,r\n9,"1"1,p,1,r\n10,1\n11,2,p,2,r,s\n' |
    rowmill score -q -m $DATA/cli/data/sum.txt --on-error skip --rejects bad.csv
cat bad.csv
