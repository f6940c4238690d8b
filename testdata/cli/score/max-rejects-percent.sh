# The share itself is allowed; it is judged at the end, and all rejects are there.
printf 'x,y\n1,1\nq,1\n1,1\nw,1\n1,z\n1,1\n' >in.csv
for share in 0% 49% 49.999% 50% 5e1% 100%; do
    rm -f bad.csv out.csv
    rowmill score -q -m $DATA/cli/data/sum.txt --on-error skip --max-rejects $share --rejects bad.csv -o out.csv in.csv
    echo "$share: $?"; ls; wc -l <bad.csv
done
