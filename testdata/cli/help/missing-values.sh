# Each text that the page names is missing for score, in a column of numbers.
rowmill help missing-values |
    awk -F '  +' '/^  #N\/A/, /^$/ { for (i = 2; i <= NF; i++) print $i }' | tee words
{ echo x,y; sed 's/.*/&,1/' words; echo 'n.a.,1'; } >in.csv
rowmill score -q -m $DATA/cli/data/sum.txt in.csv | tail -n +2 | wc -l
