# Classes, and features with names.
rowmill show $DATA/cli/data/three.txt | sed -n '/^classes/p; /^features/,$p'
rowmill show --json $DATA/cli/data/three.txt | grep -o '"classes":[^]]*]'
