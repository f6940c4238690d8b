# Something else was named.
head -c 1100000 /dev/zero | tr '\0' '#' >c.conf
rowmill score --config c.conf in.csv
