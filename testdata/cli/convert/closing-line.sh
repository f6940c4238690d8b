# What was made, and where it went.
rowmill convert $DATA/cli/data/stopped.json -o stopped.rowmill
rowmill convert $DATA/cli/data/rounds.json -o - | wc -c
ls
