# A line that moves, also where stderr is no terminal; it is wiped at the end.
seq 1 300000 | awk 'BEGIN { print "x,y" } { print $1 ",1" }' >in.csv
(cat in.csv; sleep 0.15; echo 1,1) |
    rowmill score -q --progress always -m $DATA/cli/data/sum.txt >/dev/null 2>err
grep -q 'rows/s' err && echo it moved
tail -c 4 err | od -An -c
