# What looks like a number to some, and is none.
for cell in 1_000 0x10 '"1,5"' 1e 1.2.3 '$5' '1 2' -- + inff TRue; do
    printf 'x,y\n%s,1\n' "$cell" | rowmill score -m $DATA/cli/data/sum.txt >/dev/null
    echo "$cell: $?"
done 2>&1 | grep -v '^  '
