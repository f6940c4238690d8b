# A new file gets the mode that the umask leaves.
umask 027
rowmill score -q -m $DATA/cli/data/sum.txt -o out.csv $DATA/cli/data/five.csv
ls -l out.csv | cut -c 1-10
