# But not both.
rowmill score -q -m - <$DATA/cli/data/sum.txt
