# The line is where the quote opened, not where the file ends.
printf 'x,y,note\n1,1,fine\n2,2,"opens here\n3,3,and\n4,4,goes on\n' >in.csv
rowmill score -m $DATA/cli/data/sum.txt -o out.csv in.csv
status=$?; ls -A; exit $status
