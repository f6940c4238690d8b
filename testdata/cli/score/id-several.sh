# Several columns, in the order of the input; features may be among them.
rowmill score -q -m $DATA/cli/data/sum.txt --id x,id $DATA/cli/data/five.csv
