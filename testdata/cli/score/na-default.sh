# pandas' words are missing, in their spelling, and \N.
{ echo x,y; printf '%s,1\n' '' NA N/A n/a '<NA>' '#N/A' '#NA' NaN nan -NaN null NULL None '\N' ' NA ' '""'; } >in.csv
rowmill score -q -m $DATA/cli/data/sum.txt --no-model-version in.csv | cut -d, -f 2 | sort | uniq -c | sed 's/^ *//'
printf 'x,y\nna,1\n' | rowmill score -q -m $DATA/cli/data/sum.txt --no-output-header
