# One step of a double is a difference, and the status is 1.
cat >ref.csv <<'E'
x,y,prob_1
1,-1,0.2689414213699951
1,1,0.5000000000000001
2,-1,0.7310585786300049
E
rowmill verify -m $DATA/cli/data/yesno.txt ref.csv
