# Of two lines with one key the last one counts.
printf 'prefix = a_\nprefix = b_\n' >c.conf
rowmill score --config c.conf --print-config | grep prefix
