# Classes that are named stay, and can be named again.
rowmill convert -q $DATA/cli/data/yesno.txt --classes no,yes -o a.rowmill
rowmill convert -q a.rowmill -o b.rowmill
rowmill score -q -m b.rowmill $DATA/cli/data/five.csv | head -n 2
rowmill score -q -m b.rowmill --classes off,on $DATA/cli/data/five.csv | head -n 2
rowmill convert -q $DATA/cli/data/three.txt --classes 'a,"b,c",a' -o c.rowmill
rowmill convert -q a.rowmill --classes a,b,c -o c.rowmill
rowmill convert -q $DATA/cli/data/sum.txt -o sum.rowmill
rowmill score -q -m sum.rowmill --classes a,b $DATA/cli/data/five.csv
