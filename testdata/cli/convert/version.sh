# A version that is not known.
rowmill convert -q $DATA/cli/data/sum.txt -o a.rowmill
printf '\002' | dd of=a.rowmill bs=1 seek=8 conv=notrunc status=none
rowmill score -m a.rowmill $DATA/cli/data/five.csv
