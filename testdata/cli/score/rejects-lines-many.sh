# The line of every reject in several chunks: it begins with the reject's first cell.
awk 'BEGIN { print "id,x,y,n"
    for (i = 0; i < 40000; i++) {
        f = "%d,1,1,\n"
        if (i % 10 == 3) f = "%d,1,1,\"\n1\n\"\n"
        if (i % 10 == 5) f = "\n%d,bad,1,\r\n"
        if (i % 100 == 7) f = "%d,\"1\"1,1,\n"
        printf f, i } }' >in.csv
rowmill score -q -j 3 -b 999 -m $DATA/cli/data/sum.txt --on-error skip --rejects bad.csv -o out.csv in.csv
wc -l <bad.csv
awk -F, 'NR == FNR { line[FNR] = $1; next }
    FNR > 1 { first = $1; gsub(/"/, "", first); if (line[$(NF - 2)] != first) wrong++; n++ }
    END { print n, wrong + 0 }' in.csv bad.csv
