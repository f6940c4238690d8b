# An empty name answers to what pandas calls it, and a second one to its number.
printf ',x,y\n7,1,1\n' | rowmill score -q -m $DATA/cli/data/sum.txt --id 'Unnamed: 0'
printf 'x,y,n,n\n1,1,8,9\n' | rowmill score -q -m $DATA/cli/data/sum.txt --id n.1
