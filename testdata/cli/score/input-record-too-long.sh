# A record of more than 64 MiB.
{ printf 'x,y,note\n1,1,fine\n1,1,'; head -c 67108864 /dev/zero | tr '\0' a; } |
    rowmill score -q -m $DATA/cli/data/sum.txt -o out.csv
status=$?; ls -A; exit $status
