# Read again without repair: the same rows are bad again, and our columns are not doubled.
printf 'id,x,y\na,1,1\nb,bad,1\n\nc,1,"2\nx"\nd,2,1\ne,1e400,\n' >in.csv
rowmill score -q -m $DATA/cli/data/sum.txt --on-error skip --rejects bad.csv -o out.csv in.csv
rowmill score -q -m $DATA/cli/data/sum.txt --on-error skip --max-rejects 100% --rejects again.csv -o out.csv bad.csv
cat bad.csv again.csv
rowmill score -q -m $DATA/cli/data/sum.txt --on-error skip --max-rejects 100% --rejects more.csv -o out.csv again.csv
cmp again.csv more.csv
