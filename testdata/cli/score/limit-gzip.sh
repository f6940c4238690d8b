# Of gzip data no more is needed either: that they are cut off behind the limit does not show.
{ echo x,y; yes 1,1 | head -n 300000; } | gzip >whole.gz
head -c 600 whole.gz >cut.gz
rowmill score -q -m $DATA/cli/data/sum.txt --limit 3 cut.gz
rowmill score -q -m $DATA/cli/data/sum.txt --limit 300000 cut.gz >out.csv 2>err; echo $?
rowmill score -q -m $DATA/cli/data/sum.txt --limit 299999 whole.gz | wc -l
