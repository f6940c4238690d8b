# -o is no choice.
rowmill convert $DATA/cli/data/sum.txt
