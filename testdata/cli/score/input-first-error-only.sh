# Two bad rows are one error, that of the first, whatever the number of workers.
seq 1 30000 | awk 'BEGIN { print "x,y" } { print ($1 == 20000 || $1 > 29000 ? "bad" : 1) ",1" }' >in.csv
for threads in 1 2 8; do
    rowmill score -m $DATA/cli/data/sum.txt -j $threads -o out.csv in.csv
    echo $?
done
ls -A
