# What looks like another run's temporary file is not touched while it may be in use.
: >".out.csv.tmp.$$.0123456789abcdef"
rowmill score -q -m $DATA/cli/data/sum.txt -o out.csv $DATA/cli/data/five.csv
ls -A | sed 's/[0-9][0-9]*\.0123/PID.0123/'
