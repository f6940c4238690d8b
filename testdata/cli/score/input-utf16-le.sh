# UTF-16, low byte first, with a byte order mark.
{ printf '\377\376'; printf 'x,y\n1,1\n' | sed 's/./&@/g; s/$/@/' | tr '@' '\0'; } >in.csv
rowmill score -m $DATA/cli/data/sum.txt -o out.csv in.csv
status=$?; ls -A; exit $status
