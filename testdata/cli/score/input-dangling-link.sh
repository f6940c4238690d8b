# A link to nothing cannot be read, not even by root.
ln -s nothing in.csv
rowmill score -m $DATA/cli/data/sum.txt -o out.csv in.csv
status=$?; ls -A; exit $status
