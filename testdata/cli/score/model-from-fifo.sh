# A model may come from a pipe.
mkfifo pipe
cat $DATA/cli/data/rounds.json >pipe &
rowmill score -q -m pipe $DATA/cli/data/five.csv | head -n 2
