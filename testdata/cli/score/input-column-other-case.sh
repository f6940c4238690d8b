# Names are matched byte for byte; a name in another case is offered.
printf 'X,y\n1,2\n' >in.csv
rowmill score -m $DATA/cli/data/sum.txt in.csv
