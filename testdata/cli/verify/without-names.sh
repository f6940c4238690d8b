# Expected columns are no features of a model without names; --ignore takes others out.
cut -d, -f2- $DATA/cli/data/five.csv >rows.csv
rowmill score -q -m $DATA/cli/data/nameless.txt --keep all --raw rows.csv >ref.csv
head -n 1 ref.csv
rowmill verify -q -m $DATA/cli/data/nameless.txt ref.csv
rowmill verify -m $DATA/cli/data/nameless.txt --ignore raw ref.csv
sed 's/^/7,/; 1s/7/day/' ref.csv >more.csv
rowmill verify -q -m $DATA/cli/data/nameless.txt --ignore day more.csv
rowmill verify -q -m $DATA/cli/data/nameless.txt more.csv
