# Of many rows the first five are shown.
{ echo x,y,raw,prob_1; for i in 1 2 3 4 5 6 7 8; do echo 1,-1,-$i,0.2689414213699951; done; echo 1,1,-9,9; } >ref.csv
rowmill verify -m $DATA/cli/data/yesno.txt ref.csv
