# The same bytes whatever the locale says about commas and the letter i.
gunzip -c $DATA/demo/flights.csv.gz | head -n 1001 >in.csv
for locale in C de_DE.UTF-8 tr_TR.UTF-8; do
    LC_ALL=$locale LC_NUMERIC=$locale LANG=$locale rowmill score -q -m $DATA/demo/delay.lgb.txt in.csv | cksum
    printf 'x,y\n1.5,INF\n' | LC_ALL=$locale rowmill score -q -m $DATA/cli/data/yesno.txt --no-output-header
done | sort | uniq -c | awk '{ print $1, $2 }' | grep -o '^3'
