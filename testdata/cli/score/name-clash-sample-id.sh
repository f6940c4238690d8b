# sample_id in the input is no clash: it is copied, or ours takes its place.
printf 'sample_id,x,y\n5,1,1\n' >in.csv
rowmill score -q -m $DATA/cli/data/sum.txt --id sample_id in.csv
rowmill score -q -m $DATA/cli/data/sum.txt in.csv
