# Records over 64 MiB, as one cell, with a quote that opens, as many cells: the rows between them are
# scored, and the lines are counted.
zeros() { head -c 67200000 /dev/zero | tr '\0' "$1"; }
{ printf 'x,y\n1,1\n'; zeros 1; printf '\n1,-1\n"'; zeros a; printf '\n2,1\n'; zeros ,
  printf '\n2,bad\n2,-1\n'; } |
    rowmill score -q -m $DATA/cli/data/sum.txt --on-error skip --rejects bad.csv
cut -c 1-8 bad.csv
wc -l <bad.csv
grep -ao '[0-9]*,[^,]*,[a-z_]*$' bad.csv
