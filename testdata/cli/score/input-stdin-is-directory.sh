# A directory as stdin.
mkdir in
rowmill score -m $DATA/cli/data/sum.txt <in
