# A quote that is not closed within 64 MiB: its line is named, and memory ends there too.
{ printf 'x,y,note\n1,1,fine\n1,1,"'; head -c 70000000 /dev/zero | tr '\0' a; printf '"\n'; } |
    rowmill score -q -m $DATA/cli/data/sum.txt -o out.csv
status=$?; ls -A; exit $status
