# Leaves share a line of the summary.
cat >ref.csv <<'E'
x,y,leaf_1,leaf_0
1,-1,0,0
1,1,1.0,1
2,-1,1,0
E
rowmill verify --max-ulp 9 --max-abs 9 -m $DATA/cli/data/yesno.txt ref.csv
