# Before the names of our columns; copied ones keep theirs.
rowmill score -q -m $DATA/cli/data/yesno.txt --prefix m1_ --id id --raw --confidence $DATA/cli/data/five.csv | head -n 2
rowmill score -q -m $DATA/cli/data/yesno.txt --prefix 'a,' --no-prob $DATA/cli/data/five.csv | head -n 2
