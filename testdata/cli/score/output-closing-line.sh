# Without -q, one line says what was done and where it is.
rowmill score -m $DATA/cli/data/stopped.json -o out.csv $DATA/cli/data/five.csv 2>&1 |
    sed 's/[0-9.]* s, [0-9]* rows/T s, N rows/'
