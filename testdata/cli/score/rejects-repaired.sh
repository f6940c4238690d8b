# The bad cell is mended, and the reject file is scored: by name, and by position.
printf 'x,y\n1,1\n2x,1\n' >in.csv
for model in sum nameless; do
    rowmill score -q -m $DATA/cli/data/$model.txt --on-error skip --rejects bad.csv -o out.csv in.csv
    sed 's/2x/2/' bad.csv | rowmill score -q -m $DATA/cli/data/$model.txt
done
