# What is allowed passes; what is not, is counted apart.
cat >ref.csv <<'E'
x,y,prob_1
1,-1,0.2689414213699951
1,1,0.5000000000000001
2,-1,0.7310585786300046
E
rowmill verify -m $DATA/cli/data/yesno.txt --max-ulp 3 ref.csv
echo $?
rowmill verify -m $DATA/cli/data/yesno.txt --max-ulp 1 ref.csv
