# A name in .gz compresses, with rows, without any, and without a header.
printf 'x,y\n1,1\nbad,1\n' >in.csv
rowmill score -q -m $DATA/cli/data/sum.txt --on-error skip --rejects bad.csv.gz -o out.csv in.csv
gzip -dc bad.csv.gz
rowmill score -q -m $DATA/cli/data/sum.txt --on-error skip --rejects bad.csv.gz -o out.csv $DATA/cli/data/five.csv
gzip -dc bad.csv.gz
printf '1,1\n' | rowmill score -q -m $DATA/cli/data/sum.txt --no-header --columns x,y --on-error skip \
    --rejects bad.csv.gz -o out.csv
gzip -t bad.csv.gz && gzip -dc bad.csv.gz | wc -c
{ cat in.csv; yes b,1 | head -n 90000; } >many.csv
for j in 1 3; do
    rowmill score -q -j $j -m $DATA/cli/data/sum.txt --on-error skip --rejects bad.csv.gz -o out.csv many.csv
    rowmill score -q -j $j -m $DATA/cli/data/sum.txt --on-error skip --rejects bad.csv -o out.csv many.csv
    gzip -dc bad.csv.gz | cmp - bad.csv
done
wc -l <bad.csv
