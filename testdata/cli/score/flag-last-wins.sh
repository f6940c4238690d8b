# A flag that is there twice: the last one counts.
rowmill score -q -m nothing.txt -m $DATA/cli/data/sum.txt --keep none --keep x $DATA/cli/data/five.csv | head -n 2
