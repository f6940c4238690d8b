# A file with commas read as one with tabs.
printf 'x,y\n1,1\n' >in.csv
rowmill score -m $DATA/cli/data/sum.txt -d tab in.csv
