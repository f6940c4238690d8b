# Behind -- even --help is a file.
rowmill score -m $DATA/cli/data/sum.txt -- --help
