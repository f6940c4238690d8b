# To stdout, every row before the first bad record is written, whatever the batch size.
printf 'x,y\n1,1\n2,2\n1,1\nbad,1\n2,2\n' >in.csv
for batch in 1 2 3 4 10000; do
    for threads in 1 2 8; do
        rowmill score -q -m $DATA/cli/data/sum.txt -b $batch -j $threads in.csv >out.csv 2>err
        echo "$?" >>err
        cat out.csv err | cksum
    done
done | uniq -c | awk '{ print $1 }'
cat out.csv err
