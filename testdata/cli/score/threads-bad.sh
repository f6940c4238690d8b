# Not a number of threads from 1 to 1024.
for n in 0 -2 1025 two; do
    rowmill score -m $DATA/cli/data/sum.txt --threads="$n" $DATA/cli/data/five.csv
    echo $?
done
