# They contradict each other.
rowmill score -qv -m $DATA/cli/data/sum.txt $DATA/cli/data/five.csv
