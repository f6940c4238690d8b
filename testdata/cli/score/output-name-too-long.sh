# A name that no file can have.
rowmill score -m $DATA/cli/data/sum.txt -o $(printf '%0300d' 0) $DATA/cli/data/five.csv 2>&1 | sed 's/00*:/0..0:/'
ls -A
