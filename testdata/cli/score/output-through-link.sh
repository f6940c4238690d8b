# A link as output: its target is replaced, the link stays.
mkdir far && echo old >far/real.csv && ln -s far/real.csv out.csv
rowmill score -q -m $DATA/cli/data/sum.txt -o out.csv $DATA/cli/data/five.csv
readlink out.csv; head -n 2 far/real.csv; ls -A far
