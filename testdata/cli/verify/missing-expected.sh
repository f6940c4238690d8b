# Nothing expected, where the model gives a number: no tolerance helps.
cat >ref.csv <<'E'
x,y,prob_1,raw
1,-1,,-1
1,1,0.5,nan
2,-1,0.7310585786300049,1
E
rowmill verify --max-ulp 18446744073709551614 --max-abs inf -m $DATA/cli/data/yesno.txt ref.csv
