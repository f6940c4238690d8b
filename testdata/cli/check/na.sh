# The list of words for missing is the user's.
printf 'x,y\n?,1\n-,2\n-,3\n' >in.csv
rowmill check -m $DATA/cli/data/sum.txt --na ',?' in.csv
rowmill check -m $DATA/cli/data/sum.txt --na ',?,-' in.csv
