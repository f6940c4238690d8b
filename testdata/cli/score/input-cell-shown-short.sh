# At most 40 bytes of a cell are shown, with control characters escaped.
printf 'x,y\n1,a\033[31m-and-so-on-for-quite-a-while-longer-than-forty-bytes\n' |
    rowmill score -q -m $DATA/cli/data/sum.txt
