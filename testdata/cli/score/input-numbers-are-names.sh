# Numbers that are the names of the model are a header.
sed 's/^feature_names=.*/feature_names=0 1/' $DATA/cli/data/sum.txt >model.txt
printf '1,0\n-1,2\n' | rowmill score -q -m model.txt
