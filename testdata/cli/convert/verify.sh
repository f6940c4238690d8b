# A changed bit in a leaf is found by its checksum, where it is looked at.
rowmill convert -q $DATA/cli/data/sum.txt -o a.rowmill
cp a.rowmill b.rowmill
values=$(od -A n -t u8 -j $((32 + 24 * 17 + 8)) -N 8 b.rowmill)
printf '\001' | dd of=b.rowmill bs=1 seek=$((values)) conv=notrunc status=none
for m in a b; do
    rowmill show $m.rowmill | head -n 1
    rowmill show --verify $m.rowmill | head -n 1
    rowmill score -q --verify -m $m.rowmill $DATA/cli/data/five.csv | head -n 2
    rowmill convert -q $m.rowmill -o c.rowmill
    echo $?
done
rowmill show --verify $DATA/cli/data/sum.txt | head -n 1
