# No such file: nothing is made.
echo old >a.rowmill
rowmill convert nowhere.json -o a.rowmill
echo $?
cat a.rowmill
