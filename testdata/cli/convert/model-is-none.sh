# What is no model makes none, and leaves what was there.
echo old >a.rowmill
cp $DATA/cli/data/five.csv .
rowmill convert five.csv -o a.rowmill
echo $?
cat a.rowmill
ls -A
