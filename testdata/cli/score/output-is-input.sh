# The output may not be the input: also by another path, a symbolic link or a hard link.
cp $DATA/cli/data/five.csv in.csv
ln -s in.csv soft.csv && ln in.csv hard.csv
for out in in.csv ./in.csv soft.csv hard.csv; do
    rowmill score -m $DATA/cli/data/sum.txt -o $out in.csv
    echo $?
done
rowmill score -m $DATA/cli/data/sum.txt -o in.csv soft.csv
echo $?
cmp in.csv $DATA/cli/data/five.csv && ls -A
