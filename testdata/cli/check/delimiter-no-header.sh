# Tabs, and no header.
printf '1\t2\n3\t4\n' >in.csv
rowmill check -m $DATA/cli/data/sum.txt --no-header --columns x,y in.csv
