# From stdin, but not together with the rows.
echo 'prefix = in_' | rowmill score -q --config - -m $DATA/cli/data/sum.txt $DATA/cli/data/five.csv | head -n 1
echo 'prefix = in_' | rowmill score -q --config - -m $DATA/cli/data/sum.txt
