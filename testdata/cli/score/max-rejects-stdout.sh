# To stdout go the rows before the one too many; a share is judged behind the last.
printf 'x,y\n1,1\nq,1\n2,1\nw,1\n1,-1\n' >in.csv
for limit in 1 10%; do
    for j in 1 3; do
        rowmill score -q -j $j -b 1 -m $DATA/cli/data/sum.txt --on-error skip --max-rejects $limit in.csv; echo $?
    done
done
