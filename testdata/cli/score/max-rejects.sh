# N is the number that is still fine; at the next one the run ends, with the rejects but no output.
printf 'x,y\n1,1\nq,1\n1,1\nw,1\n1,z\n1,1\n' >in.csv
for n in 0 1 2 3 4; do
    rm -f bad.csv out.csv
    rowmill score -q -m $DATA/cli/data/sum.txt --on-error skip --max-rejects $n --rejects bad.csv -o out.csv in.csv
    echo "$n: $?"; ls; tail -n +2 bad.csv
done
