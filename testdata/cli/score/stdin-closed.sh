# A closed stdin is empty.
rowmill score -m $DATA/cli/data/sum.txt <&-
