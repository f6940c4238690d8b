# A model without names takes what is left, in its order.
rowmill score -q -m $DATA/cli/data/nameless.txt --ignore id $DATA/cli/data/five.csv
rowmill score -q -m $DATA/cli/data/nameless.txt --id id $DATA/cli/data/five.csv | cut -d, -f 2 | tr '\n' ' '; echo
