# N of 1000 rows are N/10 percent, not a little more, for every N.
for n in 1 7 29 57 58 70 113 290 570 571 999; do
    awk -v n=$n 'BEGIN { print "x,y"; for (i = 0; i < 1000; i++) print i < n ? "bad,1" : "1,1" }' >in.csv
    share=$(echo $n | sed 's/.$/.&/; s/^\./0./')
    rowmill score -q -m $DATA/cli/data/sum.txt --on-error skip --max-rejects $share% -o out.csv in.csv || echo $share
    less=$(awk -v n=$n 'BEGIN { printf "%.3f", n / 10 - 0.001 }')
    rowmill score -q -m $DATA/cli/data/sum.txt --on-error skip --max-rejects $less% -o out.csv in.csv 2>err && echo $less
done
cat err
