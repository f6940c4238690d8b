# The closing line and the batches are info, remarks are warnings.
rowmill score --log json -v -b 3 --raw -m $DATA/cli/data/sum.txt -o out.csv $DATA/cli/data/five.csv 2>err
sed 's/in [0-9.]* ms.*)/T/; s/[0-9.]* s, .* rows.s/T/' err
ROWMILL_THREDS=1 rowmill score --log json -m $DATA/cli/data/sum.txt -o out.csv $DATA/cli/data/five.csv 2>&1 | head -n 1
rowmill score -q --log json -m $DATA/cli/data/sum.txt -o out.csv $DATA/cli/data/five.csv
