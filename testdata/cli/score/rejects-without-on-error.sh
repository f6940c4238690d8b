# Rejects, and a limit of them, go with skip or blank.
rowmill score -m $DATA/cli/data/sum.txt --rejects bad.csv $DATA/cli/data/five.csv; echo $?
rowmill score -m $DATA/cli/data/sum.txt --max-rejects 1 $DATA/cli/data/five.csv; echo $?
rowmill score -m $DATA/cli/data/sum.txt --on-error stop --rejects bad.csv $DATA/cli/data/five.csv; echo $?
ls -A
