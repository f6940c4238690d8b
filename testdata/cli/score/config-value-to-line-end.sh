# A value stands unquoted to the end of its line: quotes, # and = are part of it.
printf 'prefix = "p" # = \n' >c.conf
rowmill score --config c.conf --print-config | grep prefix
