# What score writes is what verify wants: all columns, in any order, others beside them.
cut -d, -f2- $DATA/cli/data/five.csv >rows.csv
rowmill score -q -m $DATA/cli/data/yesno.txt --keep all --raw --leaf --confidence rows.csv >ref.csv
head -n 1 ref.csv
rowmill verify -m $DATA/cli/data/yesno.txt ref.csv
