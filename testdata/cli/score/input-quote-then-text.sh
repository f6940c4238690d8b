# A closing quote has to be followed by a delimiter: not even a blank may stand there.
printf 'x,y,note\n1,1,"a" \n' >in.csv
rowmill score -m $DATA/cli/data/sum.txt in.csv
