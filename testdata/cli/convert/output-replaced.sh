# A file that is there is replaced, not written to: who has it open keeps it whole.
rowmill convert -q $DATA/cli/data/sum.txt -o a.rowmill
ln a.rowmill old.rowmill
rowmill convert -q $DATA/cli/data/three.txt -o a.rowmill
rowmill show a.rowmill | head -n 1
rowmill show old.rowmill | head -n 1
ls -A
