# Nor may it be the file behind stdin, nor stdout the input.
cp $DATA/cli/data/five.csv in.csv
rowmill score -m $DATA/cli/data/sum.txt -o in.csv <in.csv
echo $?
rowmill score -m $DATA/cli/data/sum.txt in.csv 1<>in.csv
echo $?
cmp in.csv $DATA/cli/data/five.csv && ls -A
