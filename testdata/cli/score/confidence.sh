# The probability of the predicted class.
rowmill score -q -m $DATA/cli/data/yesno.txt --confidence --no-prob $DATA/cli/data/five.csv
rowmill score -q -m $DATA/cli/data/three.txt --confidence $DATA/cli/data/five.csv | head -n 3
