# Nothing in the environment is needed.
tool=$(command -v rowmill)
env -i "$tool" score -q -m $DATA/cli/data/sum.txt $DATA/cli/data/five.csv
