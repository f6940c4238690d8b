# Nobody reads it: a death by SIGPIPE, without a word.
rowmill convert -q $DATA/demo/delay.lgb.txt -o - | head -c 8
