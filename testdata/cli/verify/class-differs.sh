# Classes are texts.
cat >ref.csv <<'E'
x,y,prediction
1,-1,"0"
1,1,
2,-1,1.0
2,1,"a ""b"""
E
rowmill verify -m $DATA/cli/data/yesno.txt ref.csv
