# Words that a flag does not know.
rowmill score -m $DATA/cli/data/sum.txt --progress sometimes $DATA/cli/data/five.csv
echo $?
rowmill score -m $DATA/cli/data/sum.txt --missing-column ignore $DATA/cli/data/five.csv
