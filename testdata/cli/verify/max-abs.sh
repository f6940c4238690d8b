# By the distance itself; or by either of the two.
cat >ref.csv <<'E'
x,y,prob_1,raw
1,-1,0.2689414213699952,-1.01
1,1,0.5,1e-20
E
rowmill verify -m $DATA/cli/data/yesno.txt --max-abs 0.0100001 ref.csv
echo $?
rowmill verify -m $DATA/cli/data/yesno.txt --max-abs 1e-18 ref.csv
echo $?
rowmill verify -q -m $DATA/cli/data/yesno.txt --max-abs 1e-18 --max-ulp 50000000000000 ref.csv
