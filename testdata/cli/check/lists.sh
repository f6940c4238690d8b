# Every name of every list that is not in the header.
printf 'x,y\n1,2\n' >in.csv
rowmill check -m $DATA/cli/data/rounds.json --id a,x,b --keep c --ignore xx --base-margin m --rename 'k=x' in.csv
