# Names that a library made up count when the header has them all.
printf 'Column_1,more,Column_0\n1,9,2\n' | rowmill score -q -m $DATA/cli/data/nameless.txt
