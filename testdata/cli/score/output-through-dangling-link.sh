# A link to a file that is not there yet.
ln -s real.csv out.csv
rowmill score -q -m $DATA/cli/data/sum.txt -o out.csv $DATA/cli/data/five.csv
ls -A; readlink out.csv; head -n 1 real.csv
