# The header is the input's own, so that the same --rename reads the reject file.
printf 'X,y\n1,1\nbad,1\n' >in.csv
rowmill score -q -m $DATA/cli/data/sum.txt --rename X=x --on-error skip --rejects bad.csv -o out.csv in.csv
cat bad.csv
sed 's/bad/2/' bad.csv | rowmill score -q -m $DATA/cli/data/sum.txt --rename X=x
