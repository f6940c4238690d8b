# A file that exists is replaced as a whole, and keeps its mode.
echo old >out.csv && chmod 640 out.csv
rowmill score -q -m $DATA/cli/data/sum.txt -o out.csv $DATA/cli/data/five.csv
cat out.csv; ls -l out.csv | cut -c 1-10; ls -A
