# The name is that of the original, or --name; the file's own does not count.
cp $DATA/cli/data/yesno.txt 'my model.v2.txt'
rowmill convert -q 'my model.v2.txt' -o a.rowmill
rowmill convert -q a.rowmill -o b.rowmill --name churn-2.1_x
cp b.rowmill c.rowmill
for m in a b c; do rowmill show $m.rowmill | head -n 3; done
