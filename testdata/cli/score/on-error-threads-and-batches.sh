# The same output and the same rejects for all numbers of threads and all batches; all kinds of
# faults, chunks of both kinds of line ends.
awk 'BEGIN { printf "id,x,y\n"
    for (i = 0; i < 30000; i++) {
        e = i % 13 ? "\n" : "\r\n"; k = i * 7919 % 101
        if (k == 0) r = ",1,x" i; else if (k == 1) r = ",1"; else if (k == 2) r = ",1,2,\"a,b\",c"
        else if (k == 3) r = ",\"1\"1,2"; else if (k == 4) r = ",\"q\n\n,q\",2"
        else if (k == 5) r = ",1,2\r3"; else if (k == 6) { printf "\n\r\n"; r = ",1e999,1" }
        else if (k == 7) r = ",\"1\",\"\""; else r = "," i % 4 "," i % 3 - 1
        printf "%d%s%s", i, r, e } }' >in.csv
printf '"never closed,1,1\n7,1,1' >>in.csv
for mode in skip blank; do
    for limit in 100% 1000 1577; do
        for j in 1 2 3 8; do
            for b in 1 7 1000; do
                rowmill score -q -m $DATA/cli/data/sum.txt --id id --on-error $mode -j $j -b $b \
                    --max-rejects $limit --rejects bad.csv in.csv >out.csv 2>err
                echo "$mode $limit $? $(cat out.csv bad.csv err | cksum)"
            done
        done | sort | uniq -c | sed 's/^ *//'
    done
done
wc -l out.csv bad.csv | sed 's/^ *//'
