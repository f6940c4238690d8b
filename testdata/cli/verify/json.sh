# One object for programs.
cat >ref.csv <<'E'
x,y,prediction,prob_1,raw,leaf_0
1,-1,0,0.2689414213699951,,0
1,1,"""1""",0.5000000000000001,0,1
E
rowmill verify --json -m $DATA/cli/data/yesno.txt --max-abs 1e-9 ref.csv | sed 's/,"/,\n"/g'
