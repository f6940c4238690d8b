# An error that is no reject leaves the old reject file and the old output.
echo old >bad.csv; echo old >out.csv
printf 'x,y\nbad,1\n1,1\n' | gzip | head -c 30 >in.gz
rowmill score -q -m $DATA/cli/data/sum.txt --on-error skip --rejects bad.csv -o out.csv in.gz 2>err; echo $?
cat bad.csv out.csv; ls -A
