# Margins too: with one class fewer than that they have for a binary model.
rowmill score -q -m $DATA/cli/data/yesno.txt --raw $DATA/cli/data/five.csv
rowmill score -q -m $DATA/cli/data/three.txt --raw $DATA/cli/data/five.csv | head -n 2
