# Not onto the model itself, by whatever name.
cp $DATA/cli/data/sum.txt sum.txt
ln -s sum.txt link
rowmill convert sum.txt -o ./sum.txt
echo $?
rowmill convert sum.txt -o link
echo $?
cmp sum.txt $DATA/cli/data/sum.txt
