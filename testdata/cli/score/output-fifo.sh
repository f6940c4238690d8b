# A FIFO is written as it is, not replaced.
mkfifo pipe
rowmill score -q -m $DATA/cli/data/sum.txt -o pipe $DATA/cli/data/five.csv &
cat pipe; wait $!; echo $?; test -p pipe && ls -A
