# A row with too many fields; the line counts the newline in the quotes before it.
printf 'x,y,note\n1,1,"two\nlines"\n2,2,a,b\n' >in.csv
rowmill score -m $DATA/cli/data/sum.txt -o out.csv in.csv
status=$?; ls -A; exit $status
