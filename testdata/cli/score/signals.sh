# SIGTERM, SIGINT and SIGHUP while reading: their status, and no file of any name is left.
mkfifo pipe
for signal in TERM INT HUP; do
    (
        exec 3>pipe
        printf 'x,y\n1,1\n' >&3
        tries=0
        while ! ls -A | grep -q '^\.out\.csv\.tmp\.' && test $tries -lt 100; do
            sleep 0.05; tries=$((tries + 1))
        done
        kill -$signal $(cat pid)
        sleep 0.05
    ) &
    sh -c 'echo $$ >pid; exec rowmill score -q -m $DATA/cli/data/sum.txt -o out.csv pipe'
    echo "$signal $?"
    wait
done 2>/dev/null
ls -A
