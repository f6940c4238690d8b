# A pipe that never ends, and one that says no more.
yes 1,1 | rowmill score -q -m $DATA/cli/data/sum.txt --no-header --columns x,y --limit 5
yes 1,1 | rowmill score -q -j 4 -m $DATA/cli/data/sum.txt --no-header --columns x,y --limit 100000 | wc -l
mkfifo pipe
rowmill score -q -m $DATA/cli/data/sum.txt --limit 2 pipe &
exec 3>pipe
printf 'x,y\n1,1\n2,1\n' >&3
wait $!; echo $?
