# The file that was there before is still there.
mkfifo pipe
echo old >out.csv
rowmill score -q -m $DATA/cli/data/sum.txt -o out.csv pipe &
exec 3>pipe
printf 'x,y\n1,1\n' >&3
tries=0
while ! ls -A | grep -q '^\.out\.csv\.tmp\.' && test $tries -lt 100; do
    sleep 0.05; tries=$((tries + 1))
done
kill $!
wait $! 2>/dev/null
echo $?; cat out.csv; ls -A
