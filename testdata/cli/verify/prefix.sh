# With --prefix, as score has it.
printf 'x,y,p_prediction,p_raw,raw\n1,-1,0,-1,7\n' >ref.csv
rowmill verify -m $DATA/cli/data/yesno.txt --prefix p_ ref.csv
