# OMP_NUM_THREADS counts where -j is not given; what is no number of threads does not.
for n in 3 1; do
    OMP_NUM_THREADS=$n rowmill score -q -m $DATA/cli/data/sum.txt --stats stats.jsonl $DATA/cli/data/five.csv >/dev/null
    grep -o '"threads":[0-9]*' stats.jsonl
done
OMP_NUM_THREADS=many rowmill score -q -m $DATA/cli/data/sum.txt $DATA/cli/data/five.csv 2>/dev/null | wc -l
OMP_NUM_THREADS=3 rowmill score -q -j 2 -m $DATA/cli/data/sum.txt --stats stats.jsonl $DATA/cli/data/five.csv >/dev/null
grep -o '"threads":[0-9]*' stats.jsonl
