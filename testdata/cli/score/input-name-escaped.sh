# A file's name with control characters in it cannot fake lines of a log.
name=$(printf 'in\nrowmill: all is well')
rowmill score -m $DATA/cli/data/sum.txt "$name"
