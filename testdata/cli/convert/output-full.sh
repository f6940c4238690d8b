# A full disk.
rowmill convert $DATA/cli/data/sum.txt -o - >/dev/full
echo $?
rowmill convert $DATA/cli/data/sum.txt -o /dev/full
