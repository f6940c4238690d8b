# Lines that are none.
printf 'raw\n' >c.conf
rowmill score --config c.conf in.csv; echo $?
printf 'raw = true\nid = a\000b\n' >c.conf
rowmill score --config c.conf in.csv; echo $?
printf 'config = d.conf\n' >c.conf
rowmill score --config c.conf in.csv; echo $?
printf 'print-config = true\n' >c.conf
rowmill score --config c.conf in.csv
