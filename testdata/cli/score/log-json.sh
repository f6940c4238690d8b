# Each line on stderr is an object: a bad cell, with file, line, column and field.
cp $DATA/cli/data/five.csv in.csv
sed '3s/,[^,]*$/,12.5x/' in.csv >bad.csv
rowmill score --log json -m $DATA/cli/data/sum.txt bad.csv
