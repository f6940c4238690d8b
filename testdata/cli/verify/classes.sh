# Names of classes are those of the columns; without them a column is a stranger.
cat >ref.csv <<'E'
x,y,prediction,"prob_no, no",prob_yes
1,-1,"no, no",0.7310585786300049,0.2689414213699951
2,-1,yes,0.2689414213699951,0.7310585786300049
E
rowmill verify -m $DATA/cli/data/yesno.txt --classes '"no, no",yes' ref.csv
echo $?
rowmill verify -m $DATA/cli/data/yesno.txt ref.csv
