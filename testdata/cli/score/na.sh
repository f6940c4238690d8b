# --na replaces the whole list of words; a quoted cell means what it means unquoted.
printf 'x,y\n?,1\nnone,1\n"?",1\n' | rowmill score -q -m $DATA/cli/data/sum.txt --na '?,none'
printf 'x,y\nNA,1\n' | rowmill score -q -m $DATA/cli/data/sum.txt --na '?'
