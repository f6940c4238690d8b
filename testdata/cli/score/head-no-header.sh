# Also where the first write is the one that fails.
mkfifo pipe
(rowmill score -q -m $DATA/cli/data/sum.txt $DATA/cli/data/five.csv; echo $? >status) >pipe &
head -c 0 <pipe
wait; grep -cE '^(0|141)$' status
