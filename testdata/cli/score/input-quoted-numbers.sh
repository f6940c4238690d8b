# A quoted cell means what it means unquoted, with newlines in other cells counted.
printf 'note,x,y\n"a\nb\nc","2","1"\n"d",1,"x"\n' | rowmill score -q -m $DATA/cli/data/sum.txt
