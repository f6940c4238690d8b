# SIGTERM, SIGINT and SIGHUP while reading: of output and rejects no file of any name is left.
mkfifo pipe
for signal in TERM INT HUP; do
    (
        exec 3>pipe
        printf 'x,y\n1,1\nbad,1\n' >&3
        tries=0
        while ! ls -A | grep -q '^\.bad\.csv\.tmp\.' && test $tries -lt 100; do
            sleep 0.05; tries=$((tries + 1))
        done
        ls -A | sed -n 's/\.tmp\..*/.tmp/p'
        kill -$signal $(cat pid)
        sleep 0.05
    ) &
    sh -c 'echo $$ >pid; exec rowmill score -q -m $DATA/cli/data/sum.txt --on-error skip --rejects bad.csv \
        -o out.csv pipe'
    echo "$signal $?"
    wait
done 2>/dev/null
ls -A
